import { resolve } from 'node:path';

/** Root of this repository. */
export const repositoryRoot = resolve(__dirname, '../../..');

/** Names the folder of this run's workspace for the tests, which run after the set-up in other processes. */
export const workspaceVariable = 'NX_CODESIGN_E2E_WORKSPACE';

/** Where the packed plugin is installed once per test run. */
export function installedWorkspace(): string {
  const folder = process.env[workspaceVariable];
  if (folder === undefined)
    throw new Error(`${workspaceVariable} is not set: run the tests with npm run e2e`);
  return folder;
}
