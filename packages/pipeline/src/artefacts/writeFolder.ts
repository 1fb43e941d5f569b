import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';

/** Contents of a stage's folder, by path relative to it with `/`. */
export type Artefacts = Readonly<Record<string, string | Uint8Array>>;

/** Removes a stage's artefacts and what a killed run left beside them. */
export async function emptyFolder(target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await rm(partialOf(target), { recursive: true, force: true });
}

/**
 * Writes a folder as a whole: into a temporary folder beside it, each file flushed to the disk, then renamed.
 * After a crash or on a full disk the target does not exist; it never holds a part.
 */
export async function writeFolder(target: string, artefacts: Artefacts): Promise<void> {
  await emptyFolder(target);
  const partial = partialOf(target);
  try {
    for (const [path, content] of Object.entries(artefacts)) await writeNew(join(partial, path), content);
    await rename(partial, target);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    throw new CodesignError('artefacts.write', `Cannot write ${target}: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function partialOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.partial`);
}

async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { flush: true });
}
