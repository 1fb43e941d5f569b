import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes that the cache of synthesised modules may take: some hundreds of layers of several thousand LUTs. */
export const mostCacheBytes = 1_000_000_000;

/** Marks an entry as used now. A file system that refuses it keeps the older time: the entry may go earlier, no more. */
export function markUsed(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    return;
  }
}

/**
 * Removes the entries (`*.json`) of a cache folder that were not used for longest, until the others take `most` bytes at
 * most. An entry that cannot be removed stays; one that another run still wanted is made anew there.
 */
export function pruneCache(folder: string, most: number = mostCacheBytes): void {
  const newestFirst = entriesOf(folder).sort((a, b) => b.usedMs - a.usedMs || (a.file < b.file ? -1 : 1));
  let kept = 0;
  for (const { file, bytes } of newestFirst) {
    kept += bytes;
    if (kept > most) remove(file);
  }
}

interface Entry {
  readonly file: string;
  readonly bytes: number;
  readonly usedMs: number;
}

function entriesOf(folder: string): Entry[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.flatMap((name) => {
    const file = join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    return found ? [{ file, bytes: found.size, usedMs: found.mtimeMs }] : [];
  });
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}
