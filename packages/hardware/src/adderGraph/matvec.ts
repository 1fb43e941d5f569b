import type { IntegerMatrix } from '@nx-codesign/ir';
import type { AdderStyle } from './adderStyle';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { dissolveShared } from './dissolveShared';
import { signedDigits } from './signedDigits';
import type { SymbolTerm } from './sharedSums';
import { shareSums } from './shareSums';
import { buildSumTree, type Summand } from './sumTree';

export interface MatvecOptions extends AdderStyle {
  /** Added to each output; the tree takes it as one more summand. */
  readonly constant: readonly number[];
  /** Outputs that nothing reads are left out (0). */
  readonly needed: readonly boolean[];
}

/**
 * `y[j] = constant[j] + sum_i x[i] * kernel[i, j]` as shifts and adders: weights in canonical signed digits, sums
 * that several outputs (or several digits) have in common computed once, the rest in balanced trees.
 */
export function lowerMatvec(
  builder: GraphBuilder,
  x: readonly Signal[],
  kernel: IntegerMatrix,
  options: MatvecOptions,
): Signal[] {
  const columns = x.map((signal) => ({ signal, ...builder.bounds(signal) }));
  const expressions = options.constant.map((_, j) => (options.needed[j] ? digitsOf(columns, kernel, j) : []));
  const constants = options.constant.map((value, j) =>
    columns.reduce(
      (sum, { low, high }, i) => sum + (low === high ? low * kernel.data[i * kernel.outputs + j] : 0),
      value,
    ),
  );
  const sums = dissolveShared(shareSums(expressions, columns, options), {
    firstShared: x.length,
    radix: options.radix,
    extraTerms: constants.map((value) => (value === 0 ? 0 : 1)),
  });
  const signs = wantedSigns(sums.expressions.filter((_, j) => constants[j] === 0));
  const symbols: Summand[] = x.map((signal) => ({ ...signal, negative: false, depth: 0 }));
  const summand = ({ symbol, shift, negative }: SymbolTerm): Summand => ({
    ...symbols[symbol],
    shift: symbols[symbol].shift + shift,
    negative: symbols[symbol].negative !== negative,
  });
  for (const terms of sums.shared) {
    const sign = signs.get(symbols.length) ?? 'either';
    symbols.push(
      terms ? buildSumTree(builder, terms.map(summand), { radix: options.radix, sign }) : symbols[0],
    );
  }
  return sums.expressions.map((terms, j) => {
    const summands = terms.map(summand);
    if (options.needed[j] && constants[j] !== 0) {
      summands.push({ ...builder.constant(constants[j]), negative: false, constant: true, depth: 0 });
    }
    return buildSumTree(builder, summands, { radix: options.radix, sign: 'positive' });
  });
}

/** The sign in which sums that are one shared sum alone read it: the other one would take a negation. */
function wantedSigns(
  expressions: readonly (readonly SymbolTerm[])[],
): ReadonlyMap<number, 'positive' | 'negative'> {
  const signs = new Map<number, 'positive' | 'negative'>();
  expressions
    .filter(({ length }) => length === 1)
    .forEach(([{ symbol, negative }]) => {
      signs.set(symbol, negative && signs.get(symbol) !== 'positive' ? 'negative' : 'positive');
    });
  return signs;
}

/** The terms of output j; constant inputs have none. */
function digitsOf(
  columns: readonly { readonly low: number; readonly high: number }[],
  kernel: IntegerMatrix,
  j: number,
): SymbolTerm[] {
  return columns.flatMap(({ low, high }, symbol) =>
    low === high
      ? []
      : signedDigits(kernel.data[symbol * kernel.outputs + j]).map((digit) => ({ symbol, ...digit })),
  );
}
