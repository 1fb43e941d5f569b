import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf, sha256 } from '../artefacts/json';

/** Packages whose code decides what a trial's training gives. */
const packages = ['@nx-codesign/ir', '@nx-codesign/train'];

/**
 * A digest of the code that trials run on: every source file of these packages as it is executed (TypeScript in
 * the workspace, JavaScript once installed). Part of every journal key, so that changed code is not answered
 * with an old result.
 */
export function codeIdentity(): string {
  const running = __filename.endsWith('.ts') ? 'src' : 'dist';
  return hashOf(packages.map((name) => [name, packageDigests(name, running)]));
}

function packageDigests(name: string, running: string): string[][] {
  const root = dirname(require.resolve(`${name}/package.json`));
  return [running, 'build'].flatMap((folder) =>
    filesUnder(join(root, folder)).map((path) => [path.slice(root.length), sha256(readFileSync(path))]),
  );
}

/** Code files under a folder, sorted; none if the folder is not there. */
function filesUnder(folder: string): string[] {
  return entriesOf(folder)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return /\.(js|ts|wasm)$/.test(path) && !/\.(spec|d)\.ts$/.test(path) ? [path] : [];
    })
    .sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
