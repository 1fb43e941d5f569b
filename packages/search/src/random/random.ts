import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A source of random numbers with a state of its own. */
export interface Random {
  /** Evenly in `[0, 1)`. */
  uniform(): number;
  /** A whole number evenly in `[low, high]`. */
  integer(low: number, high: number): number;
  /** The standard normal distribution. */
  normal(): number;
}

/** xoroshiro128+ from a whole-number seed; near seeds give unrelated streams. */
export function createRandomSource(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`Expected a whole number as seed; got ${seed}.`);
  const generator = xoroshiro128plusFromState(stateOf(seed));
  const uniform = () => uniformFloat64(generator);
  return {
    uniform,
    integer: (low, high) => uniformInt(generator, low, high),
    normal: () => polarNormal(uniform),
  };
}

/** A permutation of `0 .. count - 1` (Fisher and Yates). */
export function permutation(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** Four state words by SplitMix32 with the MurmurHash3 finaliser, from both halves of the seed. */
function stateOf(seed: number): number[] {
  let state = (seed | 0) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b);
  return Array.from({ length: 4 }, () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return word ^ (word >>> 16);
  });
}

/** Marsaglia's polar method. */
function polarNormal(uniform: () => number): number {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}
