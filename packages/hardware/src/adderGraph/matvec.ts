import type { IntegerMatrix } from '@nx-codesign/ir';
import type { AdderStyle, ExtraDepth } from './adderStyle';
import { binaryLevels } from './binaryLevels';
import { chooseDepth } from './chooseDepth';
import type { Signal } from './graph';
import type { GraphBuilder } from './graphBuilder';
import { dissolveShared, type SharedExpressions } from './dissolveShared';
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
 * that several outputs (or several digits) have in common computed once, the rest in trees of a limited depth.
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
  const extraTerms = constants.map((value) => (value === 0 ? 0 : 1));
  const sums = dissolveShared(shareSums(expressions, columns, extraTerms), {
    firstShared: x.length,
    radix: options.radix,
    extraTerms,
  });
  const leaves = Math.max(1, ...expressions.map(({ length }, j) => length + extraTerms[j]));
  const build = (into: GraphBuilder, inputs: readonly Signal[], extraDepth: ExtraDepth): Signal[] =>
    buildSums(
      into,
      { ...sums, inputs, constants },
      { ...options, levels: binaryLevels(leaves) + extraDepth },
    );
  const extraDepth = options.extraDepth ?? chooseDepth(builder, x, { radix: options.radix, build });
  return build(builder, x, extraDepth);
}

interface Sums extends SharedExpressions {
  readonly inputs: readonly Signal[];
  readonly constants: readonly number[];
}

/** Trees for the shared sums, each as shallow as it can be, and for the outputs, within the given LUT levels. */
function buildSums(
  builder: GraphBuilder,
  { inputs, shared, expressions, constants }: Sums,
  { radix, needed, levels }: MatvecOptions & { readonly levels: number },
): Signal[] {
  const signs = wantedSigns(expressions.filter((_, j) => constants[j] === 0));
  const symbols: Summand[] = inputs.map((signal) => ({ ...signal, negative: false, depth: 0 }));
  const summand = ({ symbol, shift, negative }: SymbolTerm): Summand => ({
    ...symbols[symbol],
    shift: symbols[symbol].shift + shift,
    negative: symbols[symbol].negative !== negative,
  });
  for (const terms of shared) {
    const sign = signs.get(symbols.length) ?? 'either';
    symbols.push(terms ? buildSumTree(builder, terms.map(summand), { radix, sign }) : symbols[0]);
  }
  return expressions.map((terms, j) => {
    const summands = terms.map(summand);
    if (needed[j] && constants[j] !== 0) {
      summands.push({ ...builder.constant(constants[j]), negative: false, constant: true, depth: 0 });
    }
    return buildSumTree(builder, summands, { radix, sign: 'positive', levels });
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
