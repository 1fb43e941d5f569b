import { survivors } from './survivors';

const two = [
  [1, 4],
  [2, 2],
  [4, 1],
  [3, 3],
  [5, 5],
  [2.5, 1.9],
].map((losses) => ({ losses }));

it.each([
  ['one objective: the least losses', [[3], [1], [2], [1]].map((losses) => ({ losses })), 2, [1, 3]],
  ['ties go to the earlier', [[1], [1], [1]].map((losses) => ({ losses })), 3, [0]],
  ['the places round up', [[3], [2], [1]].map((losses) => ({ losses })), 2, [1, 2]],
  // The front is 0, 1, 2, 5. Its ends are never crowded; the gaps around 1: (2.5 - 1) / 3 + (4 - 1.9) / 3 = 1.2,
  // around 5: (4 - 2) / 3 + (2 - 1) / 3 = 1.
  ['a front too large loses its most crowded', two, 2, [0, 1, 2]],
  ['a whole front and the best of the next', two, 1.2, [0, 1, 2, 3, 5]],
  ['failed ones never climb', [{}, { losses: [9] }, {}, {}], 2, [1]],
  [
    'any feasible one before the infeasible, of these the least violation',
    [{ losses: [1], violation: 2 }, { losses: [9] }, { losses: [5], violation: 1 }],
    1.5,
    [1, 2],
  ],
  ['none of none', [], 2, []],
  ['none where all failed', [{}, {}], 2, []],
])('%s', (_, candidates, reduction, expected) => {
  expect(survivors(candidates, { reduction })).toEqual(expected);
});

it('rivals of earlier generations take places, and add some', () => {
  const candidates = [[3], [1], [5]].map((losses) => ({ losses }));
  const rivals = [[0], [2], [4]].map((losses) => ({ losses }));
  // Of six three go on: 0 and 2 of the rivals, 1 of the candidates.
  expect(survivors(candidates, { reduction: 2, rivals })).toEqual([1]);
});

it('the best candidate climbs though rivals beat them all', () => {
  const rivals = [[0], [0.5]].map((losses) => ({ losses }));
  expect(survivors([{ losses: [2] }, { losses: [1] }], { reduction: 2, rivals })).toEqual([1]);
});

it('refuses a reduction that drops none', () => {
  expect(() => survivors([], { reduction: 1 })).toThrow('reduction');
});
