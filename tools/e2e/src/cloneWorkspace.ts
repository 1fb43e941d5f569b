import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedWorkspace } from './places';

const copied = ['node_modules', 'package.json', 'package-lock.json', 'nx.json', '.gitignore', 'tarballs'];

/** Another checkout of the installed workspace in a folder of its own, without projects, outputs and caches. */
export function cloneWorkspace(): string {
  const clone = mkdtempSync(join(tmpdir(), 'nx-codesign-clone-'));
  for (const name of copied) {
    cpSync(join(installedWorkspace(), name), join(clone, name), { recursive: true, verbatimSymlinks: true });
  }
  return clone;
}
