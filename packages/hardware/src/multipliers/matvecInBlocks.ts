import type { IntegerMatrix } from '@nx-codesign/ir';
import type { Signal } from '../adderGraph/graph';
import type { GraphBuilder } from '../adderGraph/graphBuilder';
import { lowerMatvec, type MatvecOptions } from '../adderGraph/matvec';
import type { DspBlock } from './dspBlock';
import { signedWidth } from './signedWidth';

/**
 * Blocks whose adders follow one another: each one more saves an adder in LUTs and takes a clock more where the clock is
 * fast.
 */
const longestChain = 4;

export interface BlockMatvecOptions extends MatvecOptions {
  readonly block: DspBlock;
  /** By weight of the kernel: whether it is multiplied in a block. */
  readonly inBlock: readonly boolean[];
}

/** A value that blocks give, and what it adds to each output. */
interface BlockTerm {
  readonly signal: Signal;
  readonly factors: ReadonlyMap<number, number>;
}

/**
 * As `lowerMatvec`, some of the products in DSP blocks. Blocks that add are chained, up to four for an output; a block
 * that does not add gives an odd multiple of an input once for all outputs that need it.
 */
export function matvecInBlocks(
  builder: GraphBuilder,
  x: readonly Signal[],
  kernel: IntegerMatrix,
  { block, inBlock, ...options }: BlockMatvecOptions,
): Signal[] {
  const taken = { x, kernel, inBlock, block };
  const terms = block.addendBits > 0 ? chains(builder, taken, options.needed) : multiples(builder, taken);
  const { outputs } = kernel;
  const rest = Array.from(kernel.data, (weight, at) => (inBlock[at] ? 0 : weight));
  const added = terms.flatMap(({ factors }) =>
    Array.from({ length: outputs }, (_, j) => factors.get(j) ?? 0),
  );
  const wider = { ...kernel, inputs: x.length + terms.length, data: Int32Array.from([...rest, ...added]) };
  return lowerMatvec(builder, [...x, ...terms.map(({ signal }) => signal)], wider, options);
}

interface Taken extends Pick<BlockMatvecOptions, 'block' | 'inBlock'> {
  readonly x: readonly Signal[];
  readonly kernel: IntegerMatrix;
}

/** By output: sums of products, each in a block that adds it to the sum before. */
function chains(
  builder: GraphBuilder,
  { x, kernel, inBlock, block }: Taken,
  needed: readonly boolean[],
): BlockTerm[] {
  return needed.flatMap((isNeeded, j) => {
    const own = x.map((_, i) => i).filter((i) => isNeeded && inBlock[i * kernel.outputs + j]);
    const terms: BlockTerm[] = [];
    for (let first = 0; first < own.length; first += longestChain) {
      let sum: Signal | undefined;
      for (const i of own.slice(first, first + longestChain)) {
        sum = builder.multiplyAdd(x[i], builder.constant(kernel.data[i * kernel.outputs + j]), sum);
        if (signedWidth(builder.bounds(sum)) >= block.addendBits) {
          terms.push({ signal: sum, factors: new Map([[j, 1]]) });
          sum = undefined;
        }
      }
      if (sum) terms.push({ signal: sum, factors: new Map([[j, 1]]) });
    }
    return terms;
  });
}

/** By input and odd factor: the product, added to outputs as it is, shifted or negated. */
function multiples(builder: GraphBuilder, { x, kernel, inBlock }: Taken): BlockTerm[] {
  const { outputs, data } = kernel;
  return x.flatMap((signal, i) => {
    const byOdd = new Map<number, Map<number, number>>();
    for (let j = 0; j < outputs; j++) {
      if (!inBlock[i * outputs + j]) continue;
      const odd = oddPart(data[i * outputs + j]);
      const factors = byOdd.get(odd) ?? new Map<number, number>();
      byOdd.set(odd, factors.set(j, data[i * outputs + j] / odd));
    }
    return [...byOdd].map(([odd, factors]) => ({
      signal: builder.multiplyAdd(signal, builder.constant(odd)),
      factors,
    }));
  });
}

/** The odd factor of an integer that is not 0, without its sign. */
export function oddPart(value: number): number {
  let odd = Math.abs(value);
  while (odd % 2 === 0) {
    odd /= 2;
  }
  return odd;
}
