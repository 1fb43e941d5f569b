import { bitLength } from '@nx-codesign/ir';
import { binaryLevels } from './binaryLevels';
import { PairCounts } from './pairCounts';
import { isNegative, pairKey, shiftOf, sumOfKey, symbolOf, termCode, type TermCode } from './pairKey';
import { PriorityQueue } from './priorityQueue';
import type { SharingScore } from './sharingScore';
import type { SharedSum, SymbolBounds, SymbolTerm } from './sharedSums';

export interface SharingOptions {
  /** By expression: leaves of the full binary tree that are taken by something else. */
  readonly occupied: readonly number[];
  readonly score: SharingScore;
}

interface Occurrences {
  readonly index: number;
  readonly pairs: readonly (readonly [TermCode, TermCode])[];
}

/** State of the greedy search: expressions, the count of each pair of terms in them, and a queue of the best pairs. */
export class SharingSearch {
  private readonly terms: TermCode[][];
  private readonly bounds: SymbolBounds[];
  /** By symbol: bits in which it varies. */
  private readonly rangeBits: number[];
  private readonly counts: PairCounts;
  private readonly queue = new PriorityQueue();
  /** By symbol: the expressions that had a term of it at some time. */
  private readonly readers: number[][];
  /** By symbol: two-input adders on the longest way to it. */
  private readonly depths: number[];
  /** By expression: the leaves of a full binary tree that its terms take up, `sum 2^depth` (Kraft). */
  private readonly loads: number[];
  private readonly largestLoad: number;
  private readonly rule: SharingScore;

  constructor(
    expressions: readonly (readonly SymbolTerm[])[],
    bounds: readonly SymbolBounds[],
    { occupied, score }: SharingOptions,
  ) {
    this.rule = score;
    this.terms = expressions.map((terms) =>
      terms.map(({ symbol, shift, negative }) => termCode(symbol, shift, negative)),
    );
    this.counts = new PairCounts(this.terms.reduce((pairs, { length }) => pairs + length ** 2 / 2, 0));
    this.bounds = [...bounds];
    this.rangeBits = bounds.map(rangeBits);
    this.readers = bounds.map(() => []);
    this.depths = bounds.map(() => 0);
    this.loads = this.terms.map((terms, index) => terms.length + occupied[index]);
    this.largestLoad = 2 ** binaryLevels(Math.max(1, ...this.loads));
    this.countAll();
    this.counts.forEach(2, (key) => this.enqueue(key));
  }

  /** Takes out the best pair; `undefined` once none is worth it. */
  next(): SharedSum | undefined {
    for (let best = this.queue.pop(); best; best = this.queue.pop()) {
      const score = this.score(best.key);
      if (score > 0 && score < best.score) {
        this.queue.push(best.key, score);
      } else if (score > 0) {
        const sum = sumOfKey(best.key);
        if (this.replace(sum)) {
          return sum;
        }
      }
    }
    return undefined;
  }

  expressions(): SymbolTerm[][] {
    return this.terms.map((terms) =>
      terms.map((code) => ({ symbol: symbolOf(code), shift: shiftOf(code), negative: isNegative(code) })),
    );
  }

  private countAll(): void {
    this.terms.forEach((terms, index) =>
      terms.forEach((code, i) => {
        this.addReader(symbolOf(code), index);
        for (let j = 0; j < i; j++) {
          this.counts.add(pairKey(terms[j], code), 1);
        }
      }),
    );
  }

  /** Puts a new symbol for the occurrences that do not overlap and leave room in the tree, if there are two. */
  private replace(sum: SharedSum): boolean {
    const depth = Math.max(this.depths[sum.first], this.depths[sum.second]) + 1;
    const change = 2 ** depth - 2 ** this.depths[sum.first] - 2 ** this.depths[sum.second];
    const found = this.occurrences(sum, change);
    if (found.reduce((total, { pairs }) => total + pairs.length, 0) < 2) {
      return false;
    }
    const symbol = this.bounds.length;
    const own = boundsOfSum(sum, this.bounds);
    this.bounds.push(own);
    this.rangeBits.push(rangeBits(own));
    this.depths.push(depth);
    this.readers.push(found.map(({ index }) => index));
    const touched = new Set<number>();
    for (const { index, pairs } of found) {
      this.loads[index] += change * pairs.length;
      for (const [first, second] of pairs) {
        this.substitute(index, { first, second, symbol }, touched);
      }
    }
    touched.forEach((key) => this.enqueue(key));
    return true;
  }

  private occurrences(sum: SharedSum, change: number): Occurrences[] {
    const found: Occurrences[] = [];
    for (const index of this.readers[sum.second]) {
      const room = change > 0 ? Math.floor((this.largestLoad - this.loads[index]) / change) : Infinity;
      const pairs = findPairs(this.terms[index], sum).slice(0, room);
      if (pairs.length > 0) {
        found.push({ index, pairs });
      }
    }
    return found;
  }

  private substitute(
    index: number,
    { first, second, symbol }: { first: TermCode; second: TermCode; symbol: number },
    touched: Set<number>,
  ): void {
    const added = termCode(symbol, shiftOf(first), isNegative(first));
    const rest: TermCode[] = [];
    this.counts.add(pairKey(first, second), -1);
    for (const code of this.terms[index]) {
      if (code !== first && code !== second) {
        rest.push(code);
        this.counts.add(pairKey(code, first), -1);
        this.counts.add(pairKey(code, second), -1);
        const key = pairKey(code, added);
        if (this.counts.add(key, 1) > 1) {
          touched.add(key);
        }
      }
    }
    rest.push(added);
    this.terms[index] = rest;
  }

  private enqueue(key: number): void {
    const score = this.score(key);
    if (score > 0) {
      this.queue.push(key, score);
    }
  }

  /** Bits in which both terms vary, which is what sharing saves, for all occurrences but the free ones. */
  private score(key: number): number {
    const count = this.counts.get(key);
    if (count < 2) {
      return 0;
    }
    const { first, second, shift } = sumOfKey(key);
    const overlap = Math.min(this.rangeBits[first] - shift, this.rangeBits[second]);
    const level = Math.max(this.depths[first], this.depths[second]);
    const { free, perLevel } = this.rule;
    return ((count - free) * Math.max(0, overlap)) / (1 + perLevel * level);
  }

  private addReader(symbol: number, index: number): void {
    const readers = this.readers[symbol];
    if (readers[readers.length - 1] !== index) {
      readers.push(index);
    }
  }
}

function rangeBits({ low, high }: SymbolBounds): number {
  return bitLength(high - low);
}

function boundsOfSum(
  { first, second, shift, negative }: SharedSum,
  bounds: readonly SymbolBounds[],
): SymbolBounds {
  const scale = 2 ** shift;
  const { low, high } = bounds[second];
  return negative
    ? { low: bounds[first].low - high * scale, high: bounds[first].high - low * scale }
    : { low: bounds[first].low + low * scale, high: bounds[first].high + high * scale };
}

/** Occurrences of a sum in an expression that do not overlap, lowest shift first. */
function findPairs(terms: readonly TermCode[], sum: SharedSum): (readonly [TermCode, TermCode])[] {
  const firsts: TermCode[] = [];
  for (const code of terms) {
    if (symbolOf(code) === sum.first) firsts.push(code);
  }
  firsts.sort((a, b) => a - b);
  const pairs: (readonly [TermCode, TermCode])[] = [];
  const used: TermCode[] = [];
  for (const first of firsts) {
    const second = termCode(sum.second, shiftOf(first) + sum.shift, isNegative(first) !== sum.negative);
    if (terms.includes(second) && !used.includes(first) && !used.includes(second)) {
      used.push(first, second);
      pairs.push([first, second]);
    }
  }
  return pairs;
}
