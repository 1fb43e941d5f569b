import { bitLength } from '../design/ports';
import { PriorityQueue } from './priorityQueue';

/** `(negative ? -1 : 1) * symbol * 2^shift` */
export interface SymbolTerm {
  readonly symbol: number;
  readonly shift: number;
  readonly negative: boolean;
}

/** `first + (negative ? -1 : 1) * second * 2^shift`, the value of one new symbol. */
export interface SharedSum {
  readonly first: number;
  readonly second: number;
  readonly shift: number;
  readonly negative: boolean;
}

export interface SharedSums {
  /** The sum at index i defines symbol `bounds.length + i`, out of earlier symbols. */
  readonly shared: readonly SharedSum[];
  /** The given expressions with shared sums in place of their terms. */
  readonly expressions: readonly (readonly SymbolTerm[])[];
}

export interface SymbolBounds {
  readonly low: number;
  readonly high: number;
}

const shiftBase = 64;
const symbolBase = 2 ** 20;

/**
 * Greedy two-term common subexpression elimination over a set of sums (Hartley 1996, doi:10.1109/82.539000): takes
 * out, as long as one occurs twice, the pair `a +- b * 2^s` whose sharing saves the most adder bits, that is
 * (occurrences - 1) times the bits of its adder (the weighting of da4ml, arXiv 2507.04535, section 4).
 * O(pairs log pairs) time, about `sum over expressions of terms^2 / 2` pairs.
 */
export function shareSums(
  expressions: readonly (readonly SymbolTerm[])[],
  bounds: readonly SymbolBounds[],
): SharedSums {
  const search = new SharingSearch(expressions, bounds);
  const shared: SharedSum[] = [];
  for (let sum = search.next(); sum; sum = search.next()) {
    shared.push(sum);
  }
  return { shared, expressions: search.expressions };
}

class SharingSearch {
  readonly expressions: SymbolTerm[][];
  private readonly bounds: SymbolBounds[];
  private readonly counts = new Map<number, number>();
  private readonly queue = new PriorityQueue();
  /** By symbol: the expressions that had a term of it at some time. */
  private readonly readers: number[][];

  constructor(expressions: readonly (readonly SymbolTerm[])[], bounds: readonly SymbolBounds[]) {
    this.expressions = expressions.map((terms) => [...terms]);
    this.bounds = [...bounds];
    this.readers = bounds.map(() => []);
    this.expressions.forEach((terms, index) => {
      terms.forEach((term, i) => {
        this.addReader(term.symbol, index);
        for (let j = 0; j < i; j++) {
          this.count(keyOf(terms[j], term), 1);
        }
      });
    });
    for (const key of this.counts.keys()) {
      this.enqueue(key);
    }
  }

  /** Takes out the best pair; `undefined` once none occurs twice. */
  next(): SharedSum | undefined {
    for (let best = this.queue.pop(); best; best = this.queue.pop()) {
      const score = this.score(best.key);
      if (score <= 0) {
        continue;
      }
      if (score < best.score) {
        this.queue.push(best.key, score);
        continue;
      }
      const sum = sumOf(best.key);
      if (this.replace(sum)) {
        return sum;
      }
    }
    return undefined;
  }

  /** Puts a new symbol for each occurrence; overlapping occurrences of `x +- x * 2^s` can make it fewer than 2. */
  private replace(sum: SharedSum): boolean {
    const symbol = this.bounds.length;
    const found = this.readers[sum.second].flatMap((index) => {
      const pairs = findPairs(this.expressions[index], sum);
      return pairs.length > 0 ? [{ index, pairs }] : [];
    });
    if (found.reduce((total, { pairs }) => total + pairs.length, 0) < 2) {
      this.counts.delete(keyOfSum(sum));
      return false;
    }
    this.bounds.push(boundsOfSum(sum, this.bounds));
    this.readers.push([]);
    const touched = new Set<number>();
    for (const { index, pairs } of found) {
      for (const [first, second] of pairs) {
        this.substitute(index, [first, second], { ...first, symbol }, touched);
      }
    }
    touched.forEach((key) => this.enqueue(key));
    return true;
  }

  private substitute(index: number, removed: SymbolTerm[], added: SymbolTerm, touched: Set<number>): void {
    const rest = this.expressions[index].filter((term) => !removed.includes(term));
    this.count(keyOf(removed[0], removed[1]), -1);
    for (const term of rest) {
      this.count(keyOf(term, removed[0]), -1);
      this.count(keyOf(term, removed[1]), -1);
      const key = keyOf(term, added);
      if (this.count(key, 1) > 1) {
        touched.add(key);
      }
    }
    rest.push(added);
    this.expressions[index] = rest;
    this.addReader(added.symbol, index);
  }

  private count(key: number, change: number): number {
    const count = (this.counts.get(key) ?? 0) + change;
    if (count > 0) {
      this.counts.set(key, count);
    } else {
      this.counts.delete(key);
    }
    return count;
  }

  private enqueue(key: number): void {
    const score = this.score(key);
    if (score > 0) {
      this.queue.push(key, score);
    }
  }

  private score(key: number): number {
    const count = this.counts.get(key) ?? 0;
    return count < 2 ? 0 : (count - 1) * adderBitsOf(sumOf(key), this.bounds);
  }

  private addReader(symbol: number, index: number): void {
    const readers = this.readers[symbol];
    if (readers[readers.length - 1] !== index) {
      readers.push(index);
    }
  }
}

/** Bits from the second term's lowest bit up to the sum's highest. */
function adderBitsOf(sum: SharedSum, bounds: readonly SymbolBounds[]): number {
  const { low, high } = boundsOfSum(sum, bounds);
  return Math.max(1, bitLength(Math.max(high, -low - 1)) + (low < 0 ? 1 : 0) - sum.shift);
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

/** The same number for each pair with the same sum, up to a shift and a sign in common. */
function keyOf(a: SymbolTerm, b: SymbolTerm): number {
  const ordered = a.shift < b.shift || (a.shift === b.shift && a.symbol < b.symbol);
  const [first, second] = ordered ? [a, b] : [b, a];
  return pack(first.symbol, second.symbol, second.shift - first.shift, a.negative !== b.negative);
}

function keyOfSum({ first, second, shift, negative }: SharedSum): number {
  return pack(first, second, shift, negative);
}

function pack(first: number, second: number, shift: number, negative: boolean): number {
  return ((first * symbolBase + second) * shiftBase + shift) * 2 + (negative ? 1 : 0);
}

function sumOf(key: number): SharedSum {
  const pair = Math.floor(key / (2 * shiftBase));
  return {
    first: Math.floor(pair / symbolBase),
    second: pair % symbolBase,
    shift: Math.floor(key / 2) % shiftBase,
    negative: key % 2 === 1,
  };
}

/** Occurrences of a sum in an expression that do not overlap, lowest shift first. */
function findPairs(terms: readonly SymbolTerm[], sum: SharedSum): [SymbolTerm, SymbolTerm][] {
  const firsts = terms.filter(({ symbol }) => symbol === sum.first).sort((a, b) => a.shift - b.shift);
  const used = new Set<SymbolTerm>();
  const pairs: [SymbolTerm, SymbolTerm][] = [];
  for (const first of firsts) {
    const second = terms.find(
      ({ symbol, shift, negative }) =>
        symbol === sum.second &&
        shift === first.shift + sum.shift &&
        (negative !== first.negative) === sum.negative,
    );
    if (second && second !== first && !used.has(first) && !used.has(second)) {
      used.add(first).add(second);
      pairs.push([first, second]);
    }
  }
  return pairs;
}
