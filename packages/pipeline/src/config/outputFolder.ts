import { join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import { outputPathInside } from './outputPath';
import { realPathOf } from './realPath';
import type { CodesignConfig } from './schema';

/** Whose artefacts: the project's name, its folder and the workspace's, absolute. */
export interface OutputPlace {
  readonly workspaceRoot: string;
  readonly projectRoot: string;
  readonly projectName: string;
}

/**
 * Absolute folder of a study's artefacts: `outputPath`, else `dist/codesign/<project>`. Throws a CodesignError
 * unless it is inside the workspace, by name and through links, since Nx can neither cache nor restore outputs
 * elsewhere; and if it is or holds the project's folder, whose files a stage would replace.
 */
export function outputFolder(config: Pick<CodesignConfig, 'outputPath'>, place: OutputPlace): string {
  const { workspaceRoot, projectRoot, projectName } = place;
  const outputPath = config.outputPath ?? `dist/codesign/${projectName}`;
  const inside = outputPathInside(workspaceRoot, outputPath, projectRoot);
  if (inside === undefined) throw refused(outputPath, place, '');
  const folder = join(workspaceRoot, inside);
  const [realRoot, real, realProject] = [workspaceRoot, folder, projectRoot].map(realPathOf);
  if (outputPathInside(realRoot, real, realProject) !== undefined) return folder;
  throw refused(outputPath, place, ` and leads to ${real} through a link`);
}

function refused(
  outputPath: string,
  { workspaceRoot, projectName }: OutputPlace,
  link: string,
): CodesignError {
  return new CodesignError(
    'config.outputPath',
    `outputPath is "${outputPath}"${link}; it must be a folder inside the workspace ${workspaceRoot} that neither is nor holds the project's own. Name another, for example dist/codesign/${projectName}`,
  );
}
