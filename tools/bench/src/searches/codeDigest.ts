import { sha256 } from '@nx-codesign/ir';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Whose code a search runs, and where the code of each lies. */
const packages = ['ir', 'search', 'train', 'hardware', 'pipeline'];
const folders = ['src', 'build', 'native'];

let known: string | undefined;

/** A digest of all code that a search runs on and of the version of Node: other code has other times and results. */
export function codeDigest(): string {
  known ??= sha256(JSON.stringify([process.version, ...packages.flatMap(digestsOf)]));
  return known;
}

/** Path and digest of each code file of a package, tests left out, by path. */
function digestsOf(name: string): string[] {
  const root = dirname(require.resolve(`@nx-codesign/${name}/package.json`));
  return folders
    .flatMap((folder) => filesUnder(join(root, folder)))
    .map((path) => `${name}/${relative(root, path)} ${sha256(readFileSync(path))}`)
    .sort();
}

function filesUnder(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\.(js|cjs|ts|wasm|cpp|hpp|node)$/.test(path) && !/\.(spec|d)\.ts$/.test(path));
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
