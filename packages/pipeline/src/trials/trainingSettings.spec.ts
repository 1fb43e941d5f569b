import { trainingSettings } from './trainingSettings';

const keys = { epochs: 3, batchSize: 32, learningRate: 0.01 };
const common = { schedule: 'cosine', keep: 'best', seed: 7 };

describe('trainingSettings', () => {
  test('are the training keys of a slice with the loss of the task, and nothing else', () => {
    const slice = { ...keys, maxLoss: 0.5, weightDecay: 0.1, earlyStop: { patience: 2 } };
    expect(trainingSettings(slice, { task: 'classification', keep: 'best', seed: 7 })).toEqual({
      ...keys,
      ...common,
      weightDecay: 0.1,
      earlyStop: { patience: 2 },
      loss: 'softmaxCrossEntropy',
    });
  });

  test('have what the slice does not name left out, not undefined', () => {
    const settings = trainingSettings(
      { ...keys, weightDecay: undefined },
      { task: 'regression', keep: 'best', seed: 7 },
    );
    expect(Object.keys(settings).sort()).toEqual([
      'batchSize',
      'epochs',
      'keep',
      'learningRate',
      'loss',
      'schedule',
      'seed',
    ]);
  });

  test.each([
    { slice: {}, loss: 'mse', why: 'mse if silent' },
    { slice: { loss: 'huber' as const }, loss: 'huber', why: 'as named' },
  ])('of a regression have the loss $loss: $why', ({ slice, loss }) => {
    const settings = trainingSettings({ ...keys, ...slice }, { task: 'regression', keep: 'last', seed: 1 });
    expect(settings.loss).toBe(loss);
  });
});
