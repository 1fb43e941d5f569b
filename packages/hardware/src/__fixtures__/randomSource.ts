/** Uniform integers from a seed (mulberry32), for test programs and vectors. */
export class RandomSource {
  constructor(private state: number) {}

  /** An integer of `low ... high`. */
  integer(low: number, high: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + (((t ^ (t >>> 14)) >>> 0) % (high - low + 1));
  }

  chance(percent: number): boolean {
    return this.integer(0, 99) < percent;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.integer(0, choices.length - 1)];
  }
}
