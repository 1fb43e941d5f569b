import type { StudyFiles } from '@nx-codesign/pipeline/raw-files';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../cacheFolder';
import { studyText } from '../studyText';
import { rawListing } from './rawListing';

/**
 * Prints key, name and SHA-256 of each raw data file that a project's codesign.json names, in the config's order. Run
 * by Nx as a runtime input of `dataset`, since Nx hashes neither ignored files nor node_modules.
 */
const projectRoot = resolve(process.argv[2] ?? '.');

process.stdout.write(`${linesOf(projectRoot).join('\n')}\n`);

/** A config that cannot be read names no files: the executor reports what is wrong with it. */
function linesOf(root: string): string[] {
  try {
    const cacheFile = join(cacheFolder(process.cwd()), 'digests.json');
    return rawListing(JSON.parse(studyText(root)) as StudyFiles, { projectRoot: root, cacheFile });
  } catch {
    return [];
  }
}
