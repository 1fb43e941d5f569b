import fc from 'fast-check';
import { hypervolume } from './hypervolume';
import { hypervolumeHistory } from './hypervolumeHistory';

it('grows by what each trial adds below the reference', () => {
  const trials = [
    [2, 2], // 1 x 1
    undefined, // failed
    [2, 2], // known
    [1, 2.5], // 1 x 0.5 beside it
    [3, 0], // on the reference
    [0, 0], // all of it
  ];
  expect(hypervolumeHistory(trials, [3, 3])).toEqual([1, 1, 1, 1.5, 1.5, 9]);
});

it.each([1, 2, 3])('is the hypervolume of the trials so far, %d objectives (seed 11)', (objectives) => {
  const losses = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: objectives, maxLength: objectives });
  const property = fc.property(fc.array(losses, { maxLength: 20 }), (trials) => {
    const reference = new Array<number>(objectives).fill(8);
    const history = hypervolumeHistory(trials, reference);
    expect(history).toEqual(trials.map((_, index) => hypervolume(trials.slice(0, index + 1), reference)));
  });
  fc.assert(property, { seed: 11 });
});

it('refuses losses of another length than the reference', () => {
  expect(() => hypervolumeHistory([[1]], [2, 2])).toThrow('2 finite losses');
});
