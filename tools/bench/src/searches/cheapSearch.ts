import type { SearchConfig } from './retrainFront';

/** Networks that train and are estimated in a millisecond or two, so that what remains is the search itself. */
export function cheapSearch(trials: number, kind: string): SearchConfig {
  return {
    seed: 1,
    ...cheapData,
    search: {
      space: {
        family: 'mlp',
        depth: [1, 4],
        widths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        activations: ['relu', 'leakyRelu'],
        norms: ['none'],
      },
      objectives: ['accuracy', 'ebops'],
      algorithm: { kind, population: 20, trials },
      training: { epochs: 1, batchSize: 128, learningRate: 0.01 },
      ...(kind === 'nsga2' && { fidelity: { epochs: [1, 2], reduction: 4 }, inheritance: true }),
    },
  };
}

export const cheapData = {
  task: 'classification',
  dataset: {
    source: { kind: 'jets', count: 200, particles: 1, features: 3 },
    inputFormat: { signed: true, integer: 1, fraction: 6 },
    split: { train: 0.6, validation: 0.3, test: 0.1 },
  },
};
