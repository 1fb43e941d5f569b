import { join } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import { refuseForeign } from '../artefacts/foreign';
import { outputFolder, type OutputPlace } from './outputFolder';
import { pathBelow } from './outputPath';
import { dataPath, fileNames, type StudyFiles } from './rawFiles';
import { realPathOf } from './realPath';
import type { CodesignConfig } from './schema';
import { isDivided, placesOf, shardName, stageNames, type StepName } from './stages';

/**
 * Throws a CodesignError for an output folder that `outputFolder` refuses, and if a data file that the config names
 * lies in the folder of a stage, which replaces it; by name or through links. Throws `artefacts.foreign` if one of the
 * stages' folders is not a stage's. Nx asks too: it replaces these folders by itself when it restores outputs.
 */
export function checkOutput(
  config: Pick<CodesignConfig, 'outputPath' | 'dataset' | 'search'>,
  place: OutputPlace,
): void {
  const output = outputFolder(config, place);
  const names = folderNames(config);
  for (const file of ownFiles(config, place.projectRoot)) {
    const stage = names.find((name) => liesIn(join(output, name), file));
    if (stage === undefined) continue;
    throw new CodesignError(
      'config.outputPath',
      `The data file ${file} lies in ${join(output, stage)}, the folder that the stage ${stage} replaces; move it, or set outputPath to another folder`,
    );
  }
  for (const name of names) refuseForeign(join(output, name));
}

function folderNames({ search: { algorithm } }: Pick<CodesignConfig, 'search'>): StepName[] {
  return [...stageNames, ...(isDivided(algorithm) ? placesOf(algorithm).map(shardName) : [])];
}

/** Without those of npm packages, which no stage can hold and a cached study need not have. */
function ownFiles(config: StudyFiles, projectRoot: string): string[] {
  return fileNames(config)
    .filter((name) => !name.startsWith('npm:'))
    .map((name) => dataPath(name, projectRoot));
}

function liesIn(folder: string, file: string): boolean {
  return [pathBelow(folder, file), pathBelow(realPathOf(folder), realPathOf(file))].some(
    (path) => path !== undefined,
  );
}
