import { join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import { outputPathInside } from './outputPath';
import type { CodesignConfig } from './schema';

/**
 * Absolute folder of a study's artefacts: `outputPath`, else `dist/codesign/<project>`. Throws a CodesignError if
 * it is not inside the workspace, since Nx can neither cache nor restore outputs elsewhere.
 */
export function outputFolder(
  { outputPath }: Pick<CodesignConfig, 'outputPath'>,
  { workspaceRoot, projectName }: { readonly workspaceRoot: string; readonly projectName: string },
): string {
  const inside = outputPathInside(workspaceRoot, outputPath ?? `dist/codesign/${projectName}`);
  if (inside !== undefined) return join(workspaceRoot, inside);
  throw new CodesignError(
    'config.outputPath',
    `outputPath is "${outputPath}", which is not a folder inside the workspace ${workspaceRoot}; name one below it, for example dist/codesign/${projectName}`,
  );
}
