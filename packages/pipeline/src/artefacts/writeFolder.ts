import { lstatSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import { hasRunRecord } from './runRecord';
import { writeFailure } from './writeFailure';

/** Contents of a stage's folder, by path relative to it with `/`. */
export type Artefacts = Readonly<Record<string, string | Uint8Array>>;

/**
 * Removes a stage's artefacts and what a killed run left beside them. Throws `artefacts.foreign`, and removes
 * nothing, if the folder holds files and no stage's `run.json`: they are the user's.
 */
export async function emptyFolder(target: string): Promise<void> {
  const partial = partialOf(target);
  await rm(partial, { recursive: true, force: true });
  if (!isThere(target)) return;
  refuseForeign(target);
  // A run killed while it removes files must not leave some of them without their run.json.
  await rename(target, partial);
  await rm(partial, { recursive: true, force: true });
}

/**
 * Writes a folder as a whole: into a temporary folder beside it, each file flushed to the disk, then renamed.
 * After a crash or on a full disk the target does not exist; it never holds a part. Throws `artefacts.write`, and
 * `artefacts.foreign` as `emptyFolder` does.
 */
export async function writeFolder(target: string, artefacts: Artefacts): Promise<void> {
  await emptyFolder(target);
  const partial = partialOf(target);
  try {
    for (const [path, content] of Object.entries(artefacts)) await writeNew(join(partial, path), content);
    await rename(partial, target);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    throw writeFailure('artefacts.write', target, cause);
  }
}

function refuseForeign(target: string): void {
  const isFolder = lstatSync(target).isDirectory();
  const files = isFolder ? readdirSync(target) : [];
  if (isFolder && (files.length === 0 || hasRunRecord(target))) return;
  const found = isFolder
    ? `holds files that no stage wrote, for example ${files[0]} (a stage's folder has its run.json)`
    : 'is not a folder';
  throw new CodesignError(
    'artefacts.foreign',
    `${target} ${found}, and the stage would replace it. Move it away, or set outputPath in codesign.json to another folder.`,
  );
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function partialOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.partial`);
}

async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { flush: true });
}
