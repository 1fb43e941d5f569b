import { binaryLevels } from './binaryLevels';

const emptyKey = -1;

/** Counts by number key (integers of 0 ... 2^53), an open-addressing table: several times faster than a Map. */
export class PairCounts {
  private keys: Float64Array;
  private counts: Int32Array;
  private used = 0;

  /** `expected`: about how many keys there will be; any number will do. */
  constructor(expected = 512) {
    const size = 2 ** Math.min(16, Math.max(5, binaryLevels(2 * expected)));
    this.keys = new Float64Array(size).fill(emptyKey);
    this.counts = new Int32Array(size);
  }

  get(key: number): number {
    return this.counts[this.slotOf(key)];
  }

  /** Adds to a count and returns it. */
  add(key: number, change: number): number {
    let slot = this.slotOf(key);
    if (this.keys[slot] === emptyKey) {
      if (2 * ++this.used > this.keys.length) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.keys[slot] = key;
    }
    return (this.counts[slot] += change);
  }

  /** Calls back with each key whose count is at least `least`. */
  forEach(least: number, callback: (key: number) => void): void {
    const { keys, counts } = this;
    for (let slot = 0; slot < keys.length; slot++) {
      if (counts[slot] >= least && keys[slot] !== emptyKey) {
        callback(keys[slot]);
      }
    }
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    const high = Math.floor(key / 2 ** 32);
    const mixed = Math.imul((key | 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    const { keys } = this;
    while (keys[slot] !== key && keys[slot] !== emptyKey) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const [keys, counts] = [this.keys, this.counts];
    this.keys = new Float64Array(2 * keys.length).fill(emptyKey);
    this.counts = new Int32Array(2 * keys.length);
    this.used = 1;
    for (let old = 0; old < keys.length; old++) {
      if (counts[old] !== 0 && keys[old] !== emptyKey) {
        const slot = this.slotOf(keys[old]);
        this.keys[slot] = keys[old];
        this.counts[slot] = counts[old];
        this.used++;
      }
    }
  }
}
