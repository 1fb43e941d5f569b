import { checkFolds, foldOf } from './folds';

const splits = {
  train: {
    count: 5,
    x: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5),
    y: Int32Array.of(0, 1, 2, 3, 4),
  },
  validation: { count: 2, x: Float32Array.of(8, 8.5, 9, 9.5), y: Int32Array.of(8, 9) },
};

describe('a fold', () => {
  test.each<[number, number[], number[], string]>([
    [0, [0, 1, 2, 3, 4], [8, 9], "the study's own split"],
    [1, [2, 3, 4, 8, 9], [0, 1], 'the first two training samples are held out'],
    [2, [0, 1, 4, 8, 9], [2, 3], 'the next two'],
  ])('%i trains on %j and measures on %j: %s', (fold, train, validation) => {
    const given = foldOf(splits, fold);
    expect([[...given.train.y], [...given.validation.y]]).toEqual([train, validation]);
    expect([given.train.count, given.validation.count]).toEqual([train.length, validation.length]);
    // Two inputs per sample: its label, and its label and a half.
    const inputs = (labels: number[]) => labels.flatMap((label) => [label, label + 0.5]);
    expect([...given.train.x]).toEqual(inputs(train));
    expect([...given.validation.x]).toEqual(inputs(validation));
  });

  test('as many folds as hold out all training samples are taken, one more is refused', () => {
    const counts = { train: 5, validation: 2 };
    expect(() => checkFolds(3, counts)).not.toThrow();
    expect(() => checkFolds(4, counts)).toThrow(expect.objectContaining({ code: 'search.folds' }));
  });
});
