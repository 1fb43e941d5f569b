import type { SearchConfig } from './retrainFront';

/** Jets that the folds share, as the published training set has. */
const foldedJets = 620_000;
/** Beside the folds, for the test split that no search reads. */
const testShare = 0.01;
const trials = 500;
const population = 20;
const epochs = 5;

/** The rungs of the search by halving: a first look at every candidate, then the whole training. */
export const wholeEpochs: readonly number[] = [1, epochs];

/** Rungs need a generation or two. */
const leastTrials = 2 * population;

/** Eight constituents of three features; two thirds of the jets train and a third validates, as in three folds. */
export function jetData(fraction: number): object {
  return { seed: 1, ...data(fraction) };
}

/** The published search: its space, 500 trials of 5 epochs in 3 folds, batch 128, population 20. */
export function plainJetSearch(fraction: number): SearchConfig {
  return {
    seed: 1,
    ...data(fraction),
    search: {
      space: {
        family: 'mlp',
        depth: [4, 8],
        layerWidths: [
          [64, 120, 128],
          [32, 60, 64],
          [16, 32],
          [32, 64],
          [32, 64],
          [32, 64],
          [16, 32],
          [32, 44, 64],
        ],
        activations: ['relu', 'tanh', 'sigmoid'],
        norms: ['none', 'batch'],
        dropouts: [0, 0.05, 0.1],
        training: { learningRates: [0.001, 0.0015, 0.002], l1s: [0, 1e-6, 1e-5, 1e-4] },
      },
      objectives: ['accuracy', 'bops'],
      algorithm: {
        ...{ kind: 'nsga2', population },
        trials: Math.max(leastTrials, Math.round(trials * fraction)),
      },
      folds: 3,
      training: { epochs, batchSize: 128, learningRate: 0.001 },
    },
  };
}

/** The same by successive halving, each candidate starting from its parent's weights. */
export function halvedJetSearch(fraction: number): SearchConfig {
  const plain = plainJetSearch(fraction);
  return {
    ...plain,
    search: { ...plain.search, fidelity: { epochs: wholeEpochs, reduction: 4 }, inheritance: true },
  };
}

function data(fraction: number) {
  return {
    task: 'classification',
    dataset: {
      source: {
        ...{ kind: 'jets', particles: 8, features: 3 },
        count: Math.round((foldedJets * fraction) / (1 - testShare)),
      },
      inputFormat: { signed: true, integer: 1, fraction: 6 },
      // A little less than a third validates, so that two more folds of that size fit into the rest whatever the fraction.
      split: { train: 0.661, validation: 0.329, test: testShare },
    },
  };
}
