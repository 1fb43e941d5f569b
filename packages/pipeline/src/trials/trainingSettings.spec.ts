import { trainingSettings } from './trainingSettings';

const keys = { epochs: 3, batchSize: 32, learningRate: 0.01 };
const common = { schedule: 'cosine', loss: 'softmaxCrossEntropy', keep: 'best', seed: 7 };

describe('trainingSettings', () => {
  test('add what all training of a study has in common to the keys of the study, and nothing else', () => {
    const slice = { ...keys, maxLoss: 0.5 };
    expect(trainingSettings(slice, { keep: 'best', seed: 7 })).toEqual({ ...keys, ...common });
  });

  test('have a weight decay only where it is named', () => {
    const settings = trainingSettings({ ...keys, weightDecay: 0.1 }, { keep: 'best', seed: 7 });
    expect(settings).toEqual({ ...keys, weightDecay: 0.1, ...common });
    expect(trainingSettings(keys, { keep: 'best', seed: 7 })).not.toHaveProperty('weightDecay');
  });
});
