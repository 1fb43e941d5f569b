import { canonicalGenotype, createRandom, type Space } from '@nx-codesign/search';
import { moved, movesFrom } from './moves';

const space: Space = {
  depth: { kind: 'integer', low: 1, high: 3 },
  width1: { kind: 'categorical', choices: [32, 8, 16], when: { parameter: 'depth', atLeast: 1 } },
  width2: { kind: 'categorical', choices: [8, 16], when: { parameter: 'depth', atLeast: 2 } },
  width3: { kind: 'categorical', choices: [4, 16], when: { parameter: 'depth', atLeast: 3 } },
  block: { kind: 'categorical', choices: ['conv', 'none'] },
  kernel: { kind: 'categorical', choices: [3, 1], when: { parameter: 'block', oneOf: ['conv'] } },
  pooling: { kind: 'categorical', choices: ['max', 'none'], when: { parameter: 'block', oneOf: ['conv'] } },
  norm: { kind: 'categorical', choices: ['none', 'batch'] },
};
const start = { depth: 2, width1: 16, width2: 16, block: 'none', norm: 'none' };
const mayMove = (gene: string) => gene !== 'norm';
const byName = (name: string) => movesFrom(space, start, mayMove).find((move) => move.name === name)!;

describe('moves', () => {
  test('go to the next smaller and larger value of each gene that may move, within the space', () => {
    expect(movesFrom(space, start, mayMove)).toEqual([
      { name: 'depth-', gene: 'depth', value: 1 },
      { name: 'depth+', gene: 'depth', value: 3 },
      { name: 'width1-', gene: 'width1', value: 8 },
      { name: 'width1+', gene: 'width1', value: 32 },
      { name: 'width2-', gene: 'width2', value: 8 },
      { name: 'block+', gene: 'block', value: 'conv' },
    ]);
  });

  test('with one layer more give it the width of the one before, where it can have it', () => {
    expect(moved(space, start, byName('depth+'))).toEqual({ ...start, depth: 3, width3: 16 });
    const narrow = { ...start, width2: 8 };
    expect(moved(space, narrow, byName('depth+'))).toEqual({ ...narrow, depth: 3, width3: 4 });
  });

  test('with one layer less take its genes away', () => {
    const { width2: _, ...rest } = start;
    expect(moved(space, start, byName('depth-'))).toEqual({ ...rest, depth: 1 });
  });

  test('with a part more begin it with its smallest numbers and without pooling', () => {
    expect(moved(space, start, byName('block+'))).toEqual({
      ...start,
      block: 'conv',
      kernel: 1,
      pooling: 'none',
    });
  });

  test('from any genotype lead to one of the space, and are different from it (100 random ones, seed 4)', () => {
    for (const genotype of createRandom({ space, seed: 4 }).ask(100)) {
      for (const move of movesFrom(space, genotype, () => true)) {
        const next = moved(space, genotype, move);
        expect(canonicalGenotype(space, next)).toEqual(next);
        expect(next).not.toEqual(genotype);
      }
    }
  });
});
