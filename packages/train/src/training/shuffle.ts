import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Shuffles in place (Fisher and Yates; Knuth, The Art of Computer Programming 2, algorithm 3.4.2P). */
export function shuffle(indices: Int32Array, random: RandomGenerator): void {
  for (let last = indices.length - 1; last > 0; last--) {
    const chosen = uniformInt(random, 0, last);
    const kept = indices[last];
    indices[last] = indices[chosen];
    indices[chosen] = kept;
  }
}
