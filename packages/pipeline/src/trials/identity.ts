import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { sha256 } from '@nx-codesign/ir';
import { hashOf } from '../artefacts/json';

/** Packages whose code decides what training gives. */
const packages = ['@nx-codesign/ir', '@nx-codesign/train'];

/** Modules of this package that decide what is trained from which start, and what is remembered of it. */
const ownModules = [
  'artefacts/modelList',
  'artefacts/weightFiles',
  'jobs/folds',
  'jobs/job',
  'jobs/learnModels',
  'jobs/learnRangesOf',
  'jobs/trainNetwork',
  'records/learning',
  'records/training',
  'threads/worker',
  'trials/learner',
  'trials/rememberedTraining',
  'trials/trainer',
];

/** What decides how a network's costs are counted and estimated. */
const costPackages = ['@nx-codesign/hardware'];
const costModules = [
  'jobs/compressModel',
  'jobs/estimate',
  'jobs/quantizeModel',
  'records/compressing',
  'trials/compressor',
];

/** Packages of others, by the package of ours that uses them: their numbers reach the weights. */
const dependencies = { '@nx-codesign/train': ['pure-rand'] };

/**
 * A digest of the code that training runs on: every source file of these packages and modules as it is executed
 * (TypeScript in the workspace, JavaScript once installed), the sources of the native kernels, and the versions of what
 * they draw numbers from. Part of every journal key, so that changed code is not answered with an old result. Whether
 * native kernels are built here is no part of it: they give the same bits as WebAssembly.
 */
export function codeIdentity(): string {
  return hashOf(codeParts());
}

/** What the digest covers: file or package by name, with its sha256 or version. */
export function codeParts(): Record<string, string> {
  return Object.fromEntries([
    ...packages.flatMap(packageDigests),
    ...moduleDigests(ownModules),
    ...dependencyVersions(),
  ]);
}

/** A digest of the code that costs come from, beside that of `codeIdentity`. */
export function costIdentity(): string {
  return hashOf(Object.fromEntries([...costPackages.flatMap(packageDigests), ...moduleDigests(costModules)]));
}

function moduleDigests(names: readonly string[]): string[][] {
  return names.map((name) => [`pipeline/${name}`, digestOf(ownFile(name))]);
}

function ownFile(name: string): string {
  return join(__dirname, '..', `${name}${extname(__filename)}`);
}

function packageDigests(name: string): string[][] {
  const root = dirname(require.resolve(`${name}/package.json`));
  const running = __filename.endsWith('.ts') ? 'src' : 'dist';
  return [running, 'build', 'native', 'scripts'].flatMap((folder) =>
    filesUnder(join(root, folder)).map((path) => [`${name}/${relative(root, path)}`, digestOf(path)]),
  );
}

function dependencyVersions(): string[][] {
  return Object.entries(dependencies).flatMap(([user, names]) => {
    const { resolve } = createRequire(require.resolve(`${user}/package.json`));
    return names.map((name) => {
      const manifest = JSON.parse(readFileSync(resolve(`${name}/package.json`), 'utf8')) as {
        version: string;
      };
      return [name, manifest.version];
    });
  });
}

function digestOf(path: string): string {
  return sha256(readFileSync(path));
}

/** Code files under a folder, sorted; none if the folder is not there. */
function filesUnder(folder: string): string[] {
  return entriesOf(folder)
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return /\.(js|cjs|ts|wasm|cpp|hpp)$/.test(path) && !/\.(spec|d)\.ts$/.test(path) ? [path] : [];
    })
    .sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
