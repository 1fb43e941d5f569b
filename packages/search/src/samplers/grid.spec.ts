import { type Space } from '../spaces/space';
import { describeSampler } from './contract';
import { createGrid } from './grid';

describeSampler('grid', createGrid, { seeded: false });

const space: Space = {
  norm: { kind: 'categorical', choices: ['none', 'batch'] },
  momentum: { kind: 'float', low: 0.5, high: 0.9, when: { parameter: 'norm', oneOf: ['batch'] } },
  width: { kind: 'integer', low: 8, high: 24, step: 8 },
};

it('goes through all values, the last parameter fastest, floats by levels', () => {
  expect(createGrid({ space, seed: 1, levels: 3 }).ask(100)).toEqual([
    { norm: 'none', width: 8 },
    { norm: 'none', width: 16 },
    { norm: 'none', width: 24 },
    ...[0.5, 0.7, 0.9].flatMap((momentum) =>
      [8, 16, 24].map((width) => ({ norm: 'batch', momentum, width })),
    ),
  ]);
});

it.each([
  ['one level is the middle', 1, [0.01]],
  ['levels of a log scale are equal ratios', 5, [0.0001, 0.001, 0.01, 0.1, 1]],
])('%s', (_, levels, expected) => {
  const rate: Space = { rate: { kind: 'float', low: 1e-4, high: 1, log: true } };
  expect(
    createGrid({ space: rate, seed: 1, levels })
      .ask(9)
      .map(({ rate: value }) => value),
  ).toEqual(expected);
});

it('asks nothing beyond the grid, though the space has more', () => {
  const sampler = createGrid({ space, seed: 1, levels: 2 });
  expect(sampler.ask(9)).toHaveLength(9);
  expect(sampler.ask(1)).toEqual([]);
});

it('goes on behind any number of genotypes that it was told', () => {
  const wide: Space = { width: { kind: 'integer', low: 1, high: 500 } };
  const sampler = createGrid({ space: wide, seed: 1 });
  sampler.tell(Array.from({ length: 400 }, (_, index) => ({ genotype: { width: index + 1 }, losses: [0] })));
  expect(sampler.ask(2)).toEqual([{ width: 401 }, { width: 402 }]);
});

it('refuses bad levels', () => {
  expect(() => createGrid({ space, seed: 1, levels: 0 })).toThrow('levels');
});
