import { createNsga2 } from '../samplers/nsga2';
import { type Space } from '../spaces/space';
import { mergeFronts, nextStart } from './mergeFronts';

const at = (x: number, losses: number[], violation = 0) => ({ genotype: { x }, losses, violation });

it('keeps what no result of any island dominates, each genotype once', () => {
  const first = [at(1, [1, 4]), at(2, [3, 3])];
  const second = [at(1, [1, 5]), at(3, [2, 2]), at(4, [0, 9], 1)];
  expect(mergeFronts([first, second])).toEqual([first[0], second[1]]);
});

it('keeps the least violation while nothing is feasible', () => {
  expect(mergeFronts([[at(1, [1], 2)], [at(2, [5], 1)]])).toEqual([at(2, [5], 1)]);
});

it('has nothing to merge of islands without a valid result', () => {
  expect(mergeFronts([[], [{ genotype: { x: 1 } }]])).toEqual([]);
});

it('starts the next round with the best, whole fronts first', () => {
  const islands = [[at(1, [1, 4]), at(2, [5, 5])], [at(3, [4, 1]), at(4, [3, 4])], [at(5, [2, 2])]];
  // The front is 1, 3, 5, its ends first; of the rest 4 dominates 2.
  expect(nextStart(islands, 4).map(({ genotype }) => genotype.x)).toEqual([1, 3, 5, 4]);
});

it('an island that is told the start breeds from it at once', () => {
  const space: Space = { x: { kind: 'float', low: 0, high: 1 } };
  const start = nextStart([[0.5, 0.501, 0.502, 0.503].map((x) => at(x, [x]))], 4);
  const sampler = createNsga2({ space, seed: 1, populationSize: 4 });
  sampler.tell(start);
  expect(sampler.ask(8).every(({ x }) => Math.abs(Number(x) - 0.5) < 0.3)).toBe(true);
});
