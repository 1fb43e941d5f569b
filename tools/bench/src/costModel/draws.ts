import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded draws: the same seed gives the same ones. */
export interface Draws {
  /** Both ends included. */
  integer(low: number, high: number): number;
  /** 0 or more, below 1. */
  share(): number;
  one<T>(choices: readonly T[]): T;
}

export function createDraws(seed: number): Draws {
  const random = xoroshiro128plus(seed);
  return {
    integer: (low, high) => uniformInt(random, low, high),
    share: () => uniformFloat64(random),
    one: (choices) => choices[uniformInt(random, 0, choices.length - 1)],
  };
}
