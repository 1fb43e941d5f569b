import type { SharedSums, SymbolTerm } from './sharedSums';

/** Sums of any number of terms, each the value of one symbol, out of earlier symbols. */
export interface SharedExpressions {
  /** By symbol after the given ones; `undefined` where the symbol was dissolved. */
  readonly shared: readonly (readonly SymbolTerm[] | undefined)[];
  readonly expressions: readonly (readonly SymbolTerm[])[];
}

export interface DissolveOptions {
  /** Number of the first shared symbol. */
  readonly firstShared: number;
  /** Inputs of an adder. */
  readonly radix: 2 | 3;
  /** By expression: terms that it gets besides (its constant). */
  readonly extraTerms: readonly number[];
}

/**
 * Dissolves shared sums into the sums that read them where that takes no more adders: those that only one reads
 * (its tree can then place their terms freely), and with three-input adders those whose terms find a free input in
 * each reader, as a tree over an even number of terms has one.
 */
export function dissolveShared(sums: SharedSums, options: DissolveOptions): SharedExpressions {
  const state = new Dissolution(sums, options);
  while (state.pass());
  return state.result();
}

class Dissolution {
  /** Shared sums, then the expressions. */
  private readonly sums: (SymbolTerm[] | undefined)[];
  private readonly sharedCount: number;
  /** By symbol: the sums that read it, once per term. */
  private readonly readers: number[][];

  constructor(
    { shared, expressions }: SharedSums,
    private readonly options: DissolveOptions,
  ) {
    this.sharedCount = shared.length;
    this.sums = [
      ...shared.map(({ first, second, shift, negative }) => [
        { symbol: first, shift: 0, negative: false },
        { symbol: second, shift, negative },
      ]),
      ...expressions.map((terms) => [...terms]),
    ];
    this.readers = Array.from({ length: options.firstShared + shared.length }, () => []);
    this.sums.forEach((terms, index) => terms?.forEach(({ symbol }) => this.readers[symbol].push(index)));
  }

  /** Tries each shared sum once, the last first; says whether any was dissolved. */
  pass(): boolean {
    let any = false;
    for (let index = this.sharedCount - 1; index >= 0; index--) {
      if (this.sums[index] && this.saving(index) > 0) {
        this.dissolve(index);
        any = true;
      }
    }
    return any;
  }

  result(): SharedExpressions {
    return {
      shared: this.sums.slice(0, this.sharedCount),
      expressions: this.sums.slice(this.sharedCount).map((terms) => terms ?? []),
    };
  }

  /** Adders that go, less those that come; a sum that one term of one other reads always goes. */
  private saving(index: number): number {
    const readers = this.readers[this.options.firstShared + index];
    const length = this.sums[index]?.length ?? 0;
    if (readers.length < 2) {
      return 1;
    }
    const added = [...new Set(readers)].map((reader) => {
      const times = readers.filter((each) => each === reader).length;
      const before = this.termsOf(reader);
      return this.adders(before + times * (length - 1)) - this.adders(before);
    });
    return this.adders(length) - added.reduce((sum, count) => sum + count, 0);
  }

  private dissolve(index: number): void {
    const symbol = this.options.firstShared + index;
    const inner = this.sums[index] ?? [];
    for (const reader of new Set(this.readers[symbol])) {
      this.sums[reader] = this.sums[reader]?.flatMap((term) =>
        term.symbol === symbol ? expand(inner, term) : [term],
      );
    }
    inner.forEach((term) => {
      const others = this.readers[term.symbol].filter((reader) => reader !== index);
      this.readers[term.symbol] = others;
    });
    inner.forEach((term) => this.readers[term.symbol].push(...this.readers[symbol]));
    this.sums[index] = undefined;
  }

  private termsOf(index: number): number {
    const extra = this.options.extraTerms[index - this.sharedCount] ?? 0;
    return (this.sums[index]?.length ?? 0) + extra;
  }

  /** Adders of a tree over that many terms. */
  private adders(terms: number): number {
    return Math.ceil(Math.max(0, terms - 1) / (this.options.radix - 1));
  }
}

/** A term times the terms that its symbol stands for. */
function expand(inner: readonly SymbolTerm[], outer: SymbolTerm): SymbolTerm[] {
  return inner.map(({ symbol, shift, negative }) => ({
    symbol,
    shift: shift + outer.shift,
    negative: negative !== outer.negative,
  }));
}
