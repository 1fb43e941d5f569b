import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Root of this repository. */
export const repositoryRoot = resolve(__dirname, '../../..');

/** Where the packed plugin is installed once per test run. */
export const installedWorkspace = join(tmpdir(), 'nx-codesign-e2e');
