import type { IntegerMatrix } from '@nx-codesign/ir';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { signedDigits } from './signedDigits';
import { shareSums, type SymbolTerm } from './subexpressions';
import { buildSumTree, type Summand } from './sumTree';

export interface MatvecOptions {
  /** Added to each output; the tree takes it as one more summand. */
  readonly constant: readonly number[];
  /** Outputs that nothing reads are left out (0). */
  readonly needed: readonly boolean[];
  /** Inputs of an adder. */
  readonly radix: 2 | 3;
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
  const { shared, expressions: reduced } = shareSums(expressions, columns);
  const symbols: (Signal & { depth: number })[] = x.map((signal) => ({ ...signal, depth: 0 }));
  const summand = ({ symbol, shift, negative }: SymbolTerm): Summand => ({
    ...symbols[symbol],
    shift: symbols[symbol].shift + shift,
    negative,
  });
  for (const { first, second, shift, negative } of shared) {
    const terms = [
      summand({ symbol: first, shift: 0, negative: false }),
      summand({ symbol: second, shift, negative }),
    ];
    symbols.push({ ...builder.sum(terms), depth: Math.max(terms[0].depth, terms[1].depth) + 1 });
  }
  return reduced.map((terms, j) => {
    const summands = terms.map(summand);
    if (options.needed[j] && constants[j] !== 0) {
      summands.push({ ...builder.constant(constants[j]), negative: false, constant: true, depth: 0 });
    }
    return buildSumTree(builder, summands, options.radix);
  });
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
