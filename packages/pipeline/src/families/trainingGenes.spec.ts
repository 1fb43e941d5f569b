import { checkSpace } from '@nx-codesign/search';
import { chosenTraining, trainingGenes, trainingKeyOf } from './trainingGenes';

describe('training genes', () => {
  const choices = { learningRates: [0.001, 0.002], l1s: [0, 1e-6] };

  test('are there for what has choices, under the names of the settings', () => {
    expect(trainingGenes(choices)).toEqual({
      learningRate: { kind: 'categorical', choices: [0.001, 0.002] },
      l1: { kind: 'categorical', choices: [0, 1e-6] },
    });
    checkSpace(trainingGenes(choices));
    expect(trainingGenes({})).toEqual({});
  });

  test('of a range are numbers, of floats on a logarithmic scale where it says so', () => {
    const ranges = {
      learningRates: { low: 1e-4, high: 0.1, log: true },
      weightDecays: { low: 0, high: 0.01 },
      batchSizes: { low: 32, high: 256, step: 32 },
    };
    expect(trainingGenes(ranges)).toEqual({
      learningRate: { kind: 'float', low: 1e-4, high: 0.1, log: true },
      weightDecay: { kind: 'float', low: 0, high: 0.01 },
      batchSize: { kind: 'integer', low: 32, high: 256, step: 32 },
    });
    checkSpace(trainingGenes(ranges));
  });

  test('are told apart from those of the network', () => {
    expect(chosenTraining({ depth: 1, width1: 8, learningRate: 0.002, l1: 0 })).toEqual({
      learningRate: 0.002,
      l1: 0,
    });
    expect(chosenTraining({ depth: 1, width1: 8 })).toEqual({});
  });

  test('name their keys, for errors', () => {
    expect(trainingKeyOf('weightDecay')).toBe('training.weightDecays');
    expect(trainingKeyOf('width1')).toBeUndefined();
  });
});
