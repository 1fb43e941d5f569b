/** A binary heap of numbered entries: the highest score first, of equal scores the smallest key. */
export class PriorityQueue {
  private readonly scores: number[] = [];
  private readonly keys: number[] = [];

  get size(): number {
    return this.keys.length;
  }

  push(key: number, score: number): void {
    let at = this.keys.length;
    this.keys.push(key);
    this.scores.push(score);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) {
        break;
      }
      this.swap(at, parent);
      at = parent;
    }
  }

  /** Removes the first entry; `undefined` if there is none. */
  pop(): { key: number; score: number } | undefined {
    if (this.keys.length === 0) {
      return undefined;
    }
    this.swap(0, this.keys.length - 1);
    const first = { key: this.keys.pop() as number, score: this.scores.pop() as number };
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let best = at;
      best = left < this.keys.length && this.before(left, best) ? left : best;
      best = right < this.keys.length && this.before(right, best) ? right : best;
      if (best === at) {
        return first;
      }
      this.swap(at, best);
      at = best;
    }
  }

  private before(a: number, b: number): boolean {
    return (
      this.scores[a] > this.scores[b] || (this.scores[a] === this.scores[b] && this.keys[a] < this.keys[b])
    );
  }

  private swap(a: number, b: number): void {
    const [key, score] = [this.keys[a], this.scores[a]];
    this.keys[a] = this.keys[b];
    this.scores[a] = this.scores[b];
    this.keys[b] = key;
    this.scores[b] = score;
  }
}
