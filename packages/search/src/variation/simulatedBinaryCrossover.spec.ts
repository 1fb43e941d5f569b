import fc from 'fast-check';
import { createRandomSource } from '../random/random';
import { fixedRandom } from '../random/fixedRandom';
import { simulatedBinaryCrossover } from './simulatedBinaryCrossover';

const far = { low: -1e6, high: 1e6, index: 1 };
const keep = 0.4;
const swap = 0.6;

it.each<[string, [number, number], number[], [number, number]]>([
  ['u = 1/2 gives spread 1, the parents', [2, 6], [0.5, keep], [2, 6]],
  ['u = 1/8 gives spread (1/4)^(1/2) = 1/2, half as far apart', [2, 6], [0.125, keep], [3, 5]],
  ['u = 0.475 gives spread 0.95^(1/2)', [2, 6], [0.475, keep], [4 - 1.949359, 4 + 1.949359]],
  ['u = 7/8 gives spread 4^(1/2) = 2, twice as far apart', [2, 6], [0.875, keep], [0, 8]],
  ['the second draw swaps the children', [2, 6], [0.125, swap], [5, 3]],
  ['the parents may come in any order', [6, 2], [0.125, keep], [3, 5]],
  ['equal parents stay', [4, 4], [], [4, 4]],
])('%s', (_, parents, draws, children) => {
  const [first, second] = simulatedBinaryCrossover(parents, far, fixedRandom(...draws));
  expect(first).toBeCloseTo(children[0], 5);
  expect(second).toBeCloseTo(children[1], 5);
});

it('spreads each child by the room on its own side', () => {
  // Below, beta = 1 + 2 (2 - 0) / 4 = 2 and alpha = 2 - 1/4; above, beta = 1 + 2 (10 - 6) / 4 = 3 and alpha = 2 - 1/9.
  // u = 0.9 spreads by (1 / (2 - 1.575))^(1/2) = 1.533930 and (1 / (2 - 1.7))^(1/2) = 1.825742.
  const [first, second] = simulatedBinaryCrossover(
    [2, 6],
    { low: 0, high: 10, index: 1 },
    fixedRandom(0.9, keep),
  );
  expect(first).toBeCloseTo(4 - 2 * 1.53393, 5);
  expect(second).toBeCloseTo(4 + 2 * 1.825742, 5);
});

it('reaches the bound exactly at the end of the distribution', () => {
  // beta = 1 + 2 (2 - 0) / 4 = 2 below and 1 + 2 (10 - 6) / 4 = 3 above; u -> 1 spreads by just these.
  const bounds = { low: 0, high: 10, index: 2 };
  const [first, second] = simulatedBinaryCrossover([2, 6], bounds, fixedRandom(1 - 1e-12, keep));
  expect(first).toBeCloseTo(0, 6);
  expect(second).toBeCloseTo(10, 6);
});

it('keeps the children within the bounds (seed 19)', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const property = fc.property(
    unit,
    unit,
    fc.integer(),
    fc.integer({ min: 0, max: 30 }),
    (a, b, seed, index) => {
      const children = simulatedBinaryCrossover([a, b], { low: 0, high: 1, index }, createRandomSource(seed));
      for (const child of children) {
        expect(child).toBeGreaterThanOrEqual(0);
        expect(child).toBeLessThanOrEqual(1);
      }
    },
  );
  fc.assert(property, { seed: 19, numRuns: 500 });
});
