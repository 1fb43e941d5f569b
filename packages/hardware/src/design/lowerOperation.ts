import type { IntegerOperation, IntegerOperationKind, ValueId } from '@nx-codesign/ir';
import type { AdderStyle } from '../adderGraph/adderStyle';
import type { Signal } from '../adderGraph/graph';
import type { GraphBuilder } from '../adderGraph/graphBuilder';
import { lowerMatvec } from '../adderGraph/matvec';
import { lowerChannelSums } from '../adderGraph/channelSums';
import type { DspBlock } from '../multipliers/dspBlock';
import { matvecInBlocks } from '../multipliers/matvecInBlocks';
import { multiplyInBlock } from '../multipliers/multiplyInBlock';
import { multiplyInLogic } from '../multipliers/multiplyInLogic';
import { halfStep } from './addedConstants';
import type { PartFacts } from './groupBounds';

/** What surrounds an operation at one position of its group. */
export interface LoweringContext {
  /** Elements of a value that the operation reads. */
  operand(value: ValueId): readonly Signal[];
  readonly facts: PartFacts;
  /** What the operation's sums add to element i besides. */
  constantOf(i: number): number;
  /** The operation's own constant (of an `add`, of rounding half up) was added by a sum before. */
  readonly isAbsorbed: boolean;
  readonly style: AdderStyle;
  /** The family's DSP block, if the operation has products in some. */
  readonly block?: DspBlock;
  /** By weight of a kernel, or by element of a product: what is multiplied in a block. */
  readonly inBlock?: readonly boolean[];
}

type OperationOf<Kind extends IntegerOperationKind> = Extract<IntegerOperation, { kind: Kind }>;
type Lowering<Kind extends IntegerOperationKind> = (
  builder: GraphBuilder,
  operation: OperationOf<Kind>,
  context: LoweringContext,
) => readonly Signal[];

/** The adder-graph reading of the integer operations, at one position. */
const lowerings: { readonly [Kind in Exclude<IntegerOperationKind, 'input'>]: Lowering<Kind> } = {
  matvec: (builder, { x, kernel }, { operand, facts, constantOf, style, block, inBlock }) => {
    const constant = facts.low.map((_, i) => constantOf(i));
    const options = { constant, needed: facts.needed, ...style };
    return block && inBlock
      ? matvecInBlocks(builder, operand(x), kernel, { ...options, block, inBlock })
      : lowerMatvec(builder, operand(x), kernel, options);
  },
  multiply: (builder, { a, b }, { operand, facts, style, block, inBlock }) =>
    operand(a).map((signal, i) => {
      const inputs = [signal, operand(b)[i]] as const;
      return facts.needed[i]
        ? multiplied(builder, inputs, { style, ...(inBlock?.[i] && { block }) })
        : builder.constant(0);
    }),
  add: (builder, { x, constant }, { operand, isAbsorbed }) =>
    isAbsorbed
      ? operand(x)
      : operand(x).map((signal, i) => addConstant(builder, signal, constant[i % constant.length])),
  addValues: (builder, { a, b, aShift, bShift }, { operand, constantOf }) =>
    operand(a).map((signal, i) => {
      const other = operand(b)[i];
      return builder.sum([
        { node: signal.node, shift: signal.shift + aShift, negative: false },
        { node: other.node, shift: other.shift + bShift, negative: false },
        { ...builder.constant(constantOf(i)), negative: false },
      ]);
    }),
  sum: (builder, { x }, { operand, facts: { low }, constantOf, style }) => {
    const constants = low.map((_, channel) => constantOf(channel));
    return lowerChannelSums(builder, operand(x), { ...style, constants });
  },
  max: (builder, { x }, { operand, facts }) =>
    alongAxis(operand(x), facts).map((signals) => largest(builder, signals)),
  scale: (builder, { x, multiplier }, { operand, style }) =>
    operand(x).map((signal) => scaled(builder, signal, { multiplier, style })),
  relu: (builder, { x }, { operand }) =>
    operand(x).map((signal) => builder.clamp(signal, 0, Number.MAX_SAFE_INTEGER)),
  leakyRelu: (builder, { x, slopeShift }, { operand }) =>
    operand(x).map((signal) => builder.leaky(signal, slopeShift)),
  table: (builder, { x, inputLow, entries }, { operand }) =>
    operand(x).map((signal) => builder.table(signal, inputLow, entries)),
  reshape: (_builder, { x }, { operand }) => operand(x),
  window: (_builder, { x }, { operand }) => operand(x),
  quantize: (builder, { x, round, channels }, { operand, isAbsorbed }) =>
    operand(x).map((signal, i) => {
      const { shift, lift, minimum, maximum } = channels[i % channels.length];
      const half = round === 'half-up' && !isAbsorbed ? halfStep(shift) : 0;
      const rounded = half > 0 ? addHalf(builder, signal, shift) : signal;
      const floored = shift > 0 ? builder.slice(rounded, shift) : raised(rounded, -shift);
      return raised(builder.clamp(floored, minimum, maximum), lift);
    }),
};

/** Elements of an operation's value as signals; elements that nothing reads are constants. */
export function lowerOperation(
  builder: GraphBuilder,
  operation: Exclude<IntegerOperation, { kind: 'input' }>,
  context: LoweringContext,
): Signal[] {
  const lower = lowerings[operation.kind] as Lowering<IntegerOperationKind>;
  const { low, high, needed } = context.facts;
  return lower(builder, operation, context).map((signal, i) => {
    if (!needed[i]) {
      return builder.constant(low[i] === high[i] ? low[i] : 0);
    }
    builder.name(signal, `${operation.layer}_${i}`);
    return signal;
  });
}

/** By channel: the elements of `[length, channels]` along the first axis. */
function alongAxis(x: readonly Signal[], { low: { length: channels } }: PartFacts): Signal[][] {
  return Array.from({ length: channels }, (_, channel) => x.filter((_signal, i) => i % channels === channel));
}

/** A balanced tree of comparisons. */
function largest(builder: GraphBuilder, signals: readonly Signal[]): Signal {
  if (signals.length === 1) {
    return signals[0];
  }
  const middle = Math.ceil(signals.length / 2);
  return builder.maximum(largest(builder, signals.slice(0, middle)), largest(builder, signals.slice(middle)));
}

/** A product of two values, in the DSP block if there is one for it. */
function multiplied(
  builder: GraphBuilder,
  [a, b]: readonly [Signal, Signal],
  { style, block }: { readonly style: AdderStyle; readonly block?: DspBlock },
): Signal {
  const bounds = [a, b].map((signal) => builder.bounds(signal));
  const [fixed, other] = bounds[0].low === bounds[0].high ? [bounds[0], b] : [bounds[1], a];
  if (fixed.low === fixed.high) {
    return scaled(builder, other, { multiplier: fixed.low, style });
  }
  return block ? multiplyInBlock(builder, a, b) : multiplyInLogic(builder, a, b);
}

function raised({ node, shift }: Signal, bits: number): Signal {
  return { node, shift: shift + bits };
}

/** A multiplication by a constant: the sum of its signed digits' multiples. */
function scaled(
  builder: GraphBuilder,
  x: Signal,
  { multiplier, style }: { readonly multiplier: number; readonly style: AdderStyle },
): Signal {
  const kernel = { inputs: 1, outputs: 1, fraction: 0, data: Int32Array.of(multiplier) };
  return lowerMatvec(builder, [x], kernel, { constant: [0], needed: [true], ...style })[0];
}

/** Adds 2^(shift-1) for a slice by shift; only the bit above it matters, so lower bits are cut first. */
function addHalf(builder: GraphBuilder, signal: Signal, shift: number): Signal {
  const kept = builder.slice(signal, shift - 1);
  const sum = addConstant(builder, kept, 1);
  return { ...sum, shift: sum.shift + shift - 1 };
}

function addConstant(builder: GraphBuilder, signal: Signal, constant: number): Signal {
  return builder.sum([
    { ...signal, negative: false },
    { ...builder.constant(constant), negative: false },
  ]);
}
