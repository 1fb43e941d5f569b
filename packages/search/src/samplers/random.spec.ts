import { describeSampler } from './contract';
import { createRandom } from './random';

describeSampler('random', createRandom);

it('draws each active parameter evenly', () => {
  const space = {
    x: { kind: 'integer', low: 1, high: 4 },
    y: { kind: 'float', low: 1, high: 100, log: true },
  } as const;
  const asked = createRandom({ space, seed: 1 }).ask(4000);
  for (const x of [1, 2, 3, 4]) {
    expect(Math.abs(asked.filter((genotype) => genotype.x === x).length - 1000)).toBeLessThan(100);
  }
  expect(Math.abs(asked.filter(({ y }) => Number(y) < 10).length - 2000)).toBeLessThan(130);
});
