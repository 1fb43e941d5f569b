import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import type { CodesignConfig } from './schema';

/**
 * Absolute folder of a study's artefacts: `outputPath`, else `dist/codesign/<project>`. Throws a CodesignError if
 * it is not inside the workspace, since Nx can neither cache nor restore outputs elsewhere.
 */
export function outputFolder(
  { outputPath }: Pick<CodesignConfig, 'outputPath'>,
  { workspaceRoot, projectName }: { readonly workspaceRoot: string; readonly projectName: string },
): string {
  if (outputPath === undefined) return join(workspaceRoot, 'dist', 'codesign', projectName);
  const folder = resolve(workspaceRoot, outputPath);
  const inside = relative(workspaceRoot, folder);
  if (inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
    return folder;
  throw new CodesignError(
    'config.outputPath',
    `outputPath is "${outputPath}", which is not a folder inside the workspace ${workspaceRoot}; name one below it, for example dist/codesign/${projectName}`,
  );
}
