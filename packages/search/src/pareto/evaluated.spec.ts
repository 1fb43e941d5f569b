import fc from 'fast-check';
import { constrainedFronts, type Evaluated } from './evaluated';

type Outcome = Omit<Evaluated, 'genotype'>;

it.each<[string, Outcome[], number[][]]>([
  [
    'feasible before infeasible, however good its losses',
    [{ losses: [0], violation: 1 }, { losses: [9] }],
    [[1], [0]],
  ],
  [
    'infeasible by violation, not by losses',
    [
      { losses: [0], violation: 2 },
      { losses: [9], violation: 1 },
    ],
    [[1], [0]],
  ],
  [
    'equal violations by losses',
    [
      { losses: [2], violation: 1 },
      { losses: [1], violation: 1 },
    ],
    [[1], [0]],
  ],
  [
    'a violation of 0 or less as none',
    [{ losses: [1], violation: 0 }, { losses: [1], violation: -3 }, { losses: [1] }],
    [[0, 1, 2]],
  ],
  ['failed ones in no front', [{}, { losses: [1] }, { violation: 0 }], [[1]]],
  [
    'a violation without losses behind an equal one with losses',
    [{ violation: 1 }, { losses: [5], violation: 1 }],
    [[1], [0]],
  ],
  [
    'a violation without losses before a larger one',
    [{ losses: [5], violation: 2 }, { violation: 1 }],
    [[1], [0]],
  ],
  ['nothing', [], []],
])('puts %s', (_, results, fronts) => expect(constrainedFronts(results)).toEqual(fronts));

it('puts nobody before or beside one that constrained-dominates it (seed 17)', () => {
  const outcome = fc.record({ losses: fc.tuple(fc.nat(3), fc.nat(3)), violation: fc.nat(2) });
  const dominates = (
    a: { losses: number[]; violation: number },
    b: { losses: number[]; violation: number },
  ) =>
    a.violation !== b.violation
      ? a.violation < b.violation
      : a.losses.every((loss, k) => loss <= b.losses[k]) && a.losses.join() !== b.losses.join();
  const property = fc.property(fc.array(outcome, { maxLength: 25 }), (results) => {
    const fronts = constrainedFronts(results);
    const rank = results.map((_, index) => fronts.findIndex((front) => front.includes(index)));
    results.forEach((one, index) => {
      const above = results.flatMap((other, position) => (dominates(other, one) ? [rank[position]] : []));
      expect(rank[index]).toBe(Math.max(-1, ...above) + 1);
    });
  });
  fc.assert(property, { seed: 17 });
});

it('puts a higher rung before a lower one, and infeasible ones behind all rungs', () => {
  const results = [
    { losses: [1, 1], rung: 0 },
    { losses: [9, 9], rung: 2 },
    { losses: [8, 9], rung: 1 },
    { losses: [9, 8], rung: 1 },
    { losses: [0, 0], rung: 2, violation: 1 },
    { losses: [2, 2] },
  ];
  expect(constrainedFronts(results)).toEqual([[1], [2, 3], [0], [5], [4]]);
});
