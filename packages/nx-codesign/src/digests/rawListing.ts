import { filesOf, namedFiles, type NamedFile, type StudyFiles } from '@nx-codesign/pipeline/raw-files';
import { basename } from 'node:path';
import { digestFiles } from './digestFiles';

/** Where the files lie, and the file that remembers digests. */
export interface ListingPlaces {
  readonly projectRoot: string;
  readonly cacheFile: string;
}

/**
 * A line `<key> <file> <SHA-256>` for each raw data file of a study, in the config's order. The key says which part the
 * file plays: a file that moves from the training to the test files changes the listing, though its bytes are the same.
 * Folders are left out, so that the lines are the same in every clone: the config names them.
 */
export function rawListing(study: StudyFiles, { projectRoot, cacheFile }: ListingPlaces): string[] {
  const named = namedFiles(study).flatMap((each) =>
    pathsOf(each, projectRoot).map((path) => ({ key: each.key, path })),
  );
  const paths = named.map(({ path }) => path);
  const digests = digestFiles(paths, cacheFile);
  return named.map(({ key, path }, at) => `${key} ${basename(path)} ${digests[at]}`);
}

/** A name without files stands for itself, missing: the executor reports what is wrong with it. */
function pathsOf({ name }: NamedFile, projectRoot: string): string[] {
  try {
    return filesOf(name, projectRoot);
  } catch {
    return [name];
  }
}
