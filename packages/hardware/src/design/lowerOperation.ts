import type { IntegerOperation, IntegerOperationKind } from '@nx-codesign/ir';
import type { AdderStyle } from '../adderGraph/adderStyle';
import type { Signal } from '../adderGraph/graph';
import type { GraphBuilder } from '../adderGraph/graphBuilder';
import { lowerMatvec } from '../adderGraph/matvec';

/** What the operations around an operation say about it. */
export interface LoweringContext {
  readonly needed: readonly boolean[];
  /** The constant that the next operation adds to a `matvec`, already part of its sums then. */
  readonly bias?: readonly number[];
  /** The constant was already added by the `matvec` before. */
  readonly merged: boolean;
  readonly style: AdderStyle;
}

type OperationOf<Kind extends IntegerOperationKind> = Extract<IntegerOperation, { kind: Kind }>;
type Lowering<Kind extends IntegerOperationKind> = (
  builder: GraphBuilder,
  x: readonly Signal[],
  operation: OperationOf<Kind>,
  context: LoweringContext,
) => readonly Signal[];

/** The adder-graph reading of the integer operations. */
const lowerings: { readonly [Kind in Exclude<IntegerOperationKind, 'input'>]: Lowering<Kind> } = {
  matvec: (builder, x, { kernel }, { bias, needed, style }) =>
    lowerMatvec(builder, x, kernel, {
      constant: bias ?? Array.from({ length: kernel.outputs }, () => 0),
      needed,
      ...style,
    }),
  add: (builder, x, { constant }, { merged }) =>
    merged ? x : x.map((signal, i) => addConstant(builder, signal, constant[i])),
  relu: (builder, x) => x.map((signal) => builder.clamp(signal, 0, Number.MAX_SAFE_INTEGER)),
  leakyRelu: (builder, x, { slopeShift }) => x.map((signal) => builder.leaky(signal, slopeShift)),
  table: (builder, x, { inputLow, entries }) => x.map((signal) => builder.table(signal, inputLow, entries)),
  reshape: (_builder, x) => x,
  quantize: (builder, x, { shift, round, minimum, maximum }) =>
    x.map((signal) => {
      const rounded = round === 'half-up' && shift > 0 ? addHalf(builder, signal, shift) : signal;
      const scaled = shift > 0 ? builder.slice(rounded, shift) : { ...rounded, shift: rounded.shift - shift };
      return builder.clamp(scaled, minimum, maximum);
    }),
};

/** Elements of an operation's value as signals; elements that nothing reads are the constant 0. */
export function lowerOperation(
  builder: GraphBuilder,
  x: readonly Signal[],
  operation: Exclude<IntegerOperation, { kind: 'input' }>,
  context: LoweringContext,
): Signal[] {
  const lower = lowerings[operation.kind] as Lowering<IntegerOperationKind>;
  return lower(builder, x, operation, context).map((signal, i) => {
    if (!context.needed[i]) {
      return builder.constant(operation.low[i] === operation.high[i] ? operation.low[i] : 0);
    }
    builder.name(signal, `${operation.layer}_${i}`);
    return signal;
  });
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
