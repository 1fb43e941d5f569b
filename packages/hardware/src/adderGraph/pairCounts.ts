const emptyKey = -1;

/** Counts by number key (integers of 0 ... 2^53), an open-addressing table: several times faster than a Map. */
export class PairCounts {
  private keys = new Float64Array(1024).fill(emptyKey);
  private counts = new Int32Array(1024);
  private used = 0;

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
    this.keys.forEach((key, slot) => {
      if (key !== emptyKey && this.counts[slot] >= least) {
        callback(key);
      }
    });
  }

  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    const high = Math.floor(key / 2 ** 32);
    const mixed = Math.imul((key | 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (this.keys[slot] !== key && this.keys[slot] !== emptyKey) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const [keys, counts] = [this.keys, this.counts];
    this.keys = new Float64Array(2 * keys.length).fill(emptyKey);
    this.counts = new Int32Array(2 * keys.length);
    this.used = 1;
    keys.forEach((key, old) => {
      if (key !== emptyKey && counts[old] !== 0) {
        const slot = this.slotOf(key);
        this.keys[slot] = key;
        this.counts[slot] = counts[old];
        this.used++;
      }
    });
  }
}
