import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

interface Remembered {
  /** Size, times of modification and of change, inode: writing a file changes one of them at least. */
  readonly stamp: string;
  readonly digest: string;
}

const chunkBytes = 1 << 22;

/**
 * SHA-256 of each file, `missing` for a file that is not there. A digest is remembered in `cacheFile` by path,
 * size, times and inode, so that gigabytes cost nothing on the second call.
 */
export function digestFiles(files: readonly string[], cacheFile: string): string[] {
  const known = readCache(cacheFile);
  const digests = files.map((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) return 'missing';
    const stamp = [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ');
    const before = known[path];
    const digest = before?.stamp === stamp ? before.digest : digestFile(path);
    known[path] = { stamp, digest };
    return digest;
  });
  writeCache(cacheFile, known);
  return digests;
}

function digestFile(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(chunkBytes);
  const descriptor = openSync(path, 'r');
  try {
    for (let count = readSync(descriptor, chunk); count > 0; count = readSync(descriptor, chunk)) {
      hash.update(chunk.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** A cache that is missing or torn is an empty one. */
function readCache(cacheFile: string): Record<string, Remembered | undefined> {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8')) as Record<string, Remembered | undefined>;
  } catch {
    return {};
  }
}

/** Written beside and renamed, so that two runs at once never tear it; a read-only cache folder costs time only. */
function writeCache(cacheFile: string, known: Record<string, Remembered | undefined>): void {
  const temporary = `${cacheFile}.${process.pid}`;
  try {
    mkdirSync(dirname(cacheFile), { recursive: true });
    writeFileSync(temporary, JSON.stringify(known));
    renameSync(temporary, cacheFile);
  } catch {
    return;
  }
}
