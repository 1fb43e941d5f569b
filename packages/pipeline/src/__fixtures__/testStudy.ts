import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@nx-codesign/ir';
import { parseConfig } from '../config/parse';
import type { CodesignConfig } from '../config/schema';
import type { Policy } from '../config/slices/search';
import type { StepName } from '../config/stages';
import { runStage } from '../stages/runStage';
import { idxBytes, stripeImages } from './idx';

/** A small study on files of its own in a temporary folder; takes seconds from end to end. */
export interface TestStudy {
  /** Of everything below, to be removed. */
  readonly root: string;
  readonly config: CodesignConfig;
}

const trainSamples = 600;
const testSamples = 150;

/** Writes the raw files and parses the config; `variants` are the policies of the search. */
export function makeTestStudy(variants: readonly Policy[] = ['accuracy', 'latency']): TestStudy {
  const root = mkdtempSync(join(tmpdir(), 'study-'));
  const train = stripeImages(trainSamples, 1);
  const test = stripeImages(testSamples, 2);
  mkdirSync(join(root, 'project'));
  const write = (name: string, bytes: Uint8Array) => writeFileSync(join(root, 'project', name), bytes);
  write('train-images', idxBytes([trainSamples, 4, 4], train.images));
  write('train-labels', idxBytes([trainSamples], train.labels));
  write('test-images', idxBytes([testSamples, 4, 4], test.images));
  write('test-labels', idxBytes([testSamples], test.labels));
  const text = JSON.stringify({ ...testConfig, search: { ...testConfig.search, variants } });
  return { root, config: parseConfig(text, 'codesign.json') };
}

export const testConfig = {
  dataset: {
    source: {
      kind: 'idx',
      images: 'train-images',
      labels: 'train-labels',
      testImages: 'test-images',
      testLabels: 'test-labels',
    },
    inputFormat: { signed: false, integer: 0, fraction: 4 },
    split: { train: 0.8, validation: 0.2 },
  },
  search: {
    space: { depth: [1, 2], widths: [3, 4, 6], activations: ['relu', 'tanh'] },
    algorithm: { population: 6, trials: 12 },
    training: { epochs: 3, batchSize: 32, learningRate: 0.01 },
    assume: { weightBits: 4, activationBits: 4 },
  },
  localSearch: {
    trials: 4,
    batch: 2,
    epochs: [3, 6],
    batchSizes: [32],
    repeats: 2,
  },
  evaluation: { resamples: 100 },
  qat: { weightBits: [4, 3], activationBits: [4], epochs: 2, batchSize: 32, maxLoss: 0.05 },
  prune: { steps: 2, epochs: 1, batchSize: 32, maxLoss: 0.05 },
  hlsEmit: { cornerVectors: 16 },
};

export interface TestRun {
  /** Folder below the study's root for this run's outputs. */
  readonly output: string;
  /** Folder below the study's root for the journal. */
  readonly cache: string;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly log?: (line: string) => void;
}

/** Runs stages one after the other. */
export async function runStages(
  { root, config }: TestStudy,
  stages: readonly StepName[],
  { output, cache, workers, signal, log }: TestRun,
): Promise<void> {
  for (const stage of stages) {
    await runStage(stage, {
      config,
      projectName: 'stripes',
      projectRoot: join(root, 'project'),
      workspaceRoot: root,
      outputRoot: join(root, output),
      cacheRoot: join(root, cache),
      workers,
      log: log ?? (() => undefined),
      signal: signal ?? new AbortController().signal,
    });
  }
}

/** sha256 by path of all files below a folder but those that hold times. */
export function digestsOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !['run.json', 'times.html'].includes(entry.name));
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), sha256(readFileSync(path))]));
}
