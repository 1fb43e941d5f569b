/** An island in a round, both from 0. */
export interface IslandPlace {
  readonly round: number;
  readonly island: number;
}

/**
 * The seed of an island's sampler in a round: a whole number in `[0, 2^32)` that depends on the study's seed and on
 * the place alone, so that more islands or rounds leave the seeds of the others as they are. Near places give
 * unrelated seeds (the finaliser of MurmurHash3 after each part). Throws RangeError unless all are whole numbers.
 */
export function islandSeed(seed: number, { round, island }: IslandPlace): number {
  return [Math.floor(seed / 2 ** 32), seed, round, island].reduce((state, part, index, parts) => {
    if (!Number.isSafeInteger(parts[index]))
      throw new RangeError(`Expected whole numbers; got ${parts[index]}.`);
    return finalise(Math.imul(state, 0x9e3779b1) ^ part);
  }, 0x2545f491);
}

function finalise(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
