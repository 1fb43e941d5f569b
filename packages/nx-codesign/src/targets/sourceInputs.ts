import type { StageName } from '@nx-codesign/pipeline/stage-graph';
import { relative, sep } from 'node:path';

type SourceInput = string | { externalDependencies: string[] };

/** The libraries that each stage and the jobs of its threads run, beside `pipeline` and the plugin itself. */
export const librariesOf: Record<StageName, readonly string[]> = {
  dataset: ['ir', 'train'],
  search: ['ir', 'train', 'search', 'hardware'],
  'local-search': ['ir', 'train', 'search', 'hardware'],
  qat: ['ir', 'train', 'search', 'hardware'],
  prune: ['ir', 'train', 'search', 'hardware'],
  'hls-emit': ['ir', 'train', 'hardware', 'flows'],
  synthesize: ['ir', 'train', 'hardware', 'flows'],
  report: ['ir', 'hardware'],
};

/** The packages of others that each of ours runs; for `train` also the compiler of its kernels. */
export const externalsOf: Record<string, readonly string[]> = {
  ir: ['@sinclair/typebox', 'ajv'],
  train: ['assemblyscript', 'csv-parse', 'fflate', 'h5wasm', 'pure-rand'],
  search: ['pure-rand'],
  hardware: [],
  flows: ['@yowasp/yosys', 'execa'],
  pipeline: ['@sinclair/typebox', 'ajv', 'pure-rand'],
  'nx-codesign': [],
};

/**
 * The sources behind a stage. Nx hashes neither a local plugin's source nor an installed plugin's version by
 * itself, so without this a changed stage would still hit the cache.
 */
export function sourceInputs(stage: StageName, workspaceRoot: string): SourceInput[] {
  const packages = [...librariesOf[stage], 'pipeline', 'nx-codesign'];
  const packagesFolder = localPackagesFolder(workspaceRoot);
  const tools = stage === 'synthesize' ? ['@yowasp/yosys'] : [];
  if (packagesFolder === undefined) {
    const installed = [...packages.map(packageName), ...tools];
    return [{ externalDependencies: installed }];
  }
  const files = packages.flatMap((name) => [
    `{workspaceRoot}/${packagesFolder}/${name}/src/**/*`,
    `!{workspaceRoot}/${packagesFolder}/${name}/src/**/*.spec.ts`,
    `{workspaceRoot}/${packagesFolder}/${name}/package.json`,
  ]);
  const train = `{workspaceRoot}/${packagesFolder}/train`;
  const kernels = ['assembly', 'native', 'scripts'].map((folder) => `${train}/${folder}/**/*`);
  const externals = [...new Set(packages.flatMap((name) => externalsOf[name]))].sort();
  return [...files, ...(packages.includes('train') ? kernels : []), { externalDependencies: externals }];
}

function packageName(folder: string): string {
  return folder === 'nx-codesign' ? folder : `@nx-codesign/${folder}`;
}

/** Folder of the packages relative to the workspace, if the plugin runs from this repository itself. */
function localPackagesFolder(workspaceRoot: string): string | undefined {
  const parts = relative(workspaceRoot, __dirname).split(sep);
  if (parts[0] === '..' || parts.includes('node_modules')) return undefined;
  const plugin = parts.lastIndexOf('nx-codesign');
  return plugin > 0 ? parts.slice(0, plugin).join('/') : undefined;
}
