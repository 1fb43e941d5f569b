import { resolve } from 'node:path';

/**
 * Where the journal, the synthesised modules and the digests of raw data are kept: `NX_CODESIGN_CACHE`, from the root
 * of the workspace, else `.nx/codesign`. They outlive a run and a deleted dist.
 */
export function cacheFolder(workspaceRoot: string): string {
  return resolve(workspaceRoot, process.env['NX_CODESIGN_CACHE'] ?? '.nx/codesign');
}
