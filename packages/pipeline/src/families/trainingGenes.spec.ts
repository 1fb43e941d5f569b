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
