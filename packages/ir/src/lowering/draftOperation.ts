import { formatsOf, commonFraction } from '../channelFormats';
import { CodesignError } from '../error';
import { type Fixed, rangeOf, widthOf } from '../fixed';
import type { IntegerMatrix, QuantizeChannel } from '../integerProgram';
import type { Operation, OperationKind, ValueId } from '../program';
import { windowAxes } from '../window/windowedShape';
import { atFraction, integersOf, type IntegerTensor } from './constants';
import { append, constantOf, type Draft, type Lowered, type Lowering, notQuantised, valueOf } from './drafts';
import { integerFactor } from './integerFactor';

type Rules = {
  readonly [K in OperationKind]: (lowering: Lowering, operation: Extract<Operation, { kind: K }>) => Lowered;
};

/** Lowers the next operation of a traced program, its intervals left open; the ones before it are done. */
export function draftOperation(lowering: Lowering, operation: Operation): Lowered {
  return (rules[operation.kind] as (lowering: Lowering, operation: Operation) => Lowered)(
    lowering,
    operation,
  );
}

const rules: Rules = {
  input: (lowering, { kind, layer, shape, format }) =>
    append(lowering, { kind, layer, shape, fraction: format.fraction, format }),
  constant: ({ weights }, { tensor }) => ({ kind: 'weight', name: tensor, tensor: weights[tensor] }),
  matvec(lowering, { kind, layer, shape, x, kernel: weight }) {
    const { id, value } = valueOf(lowering, x, layer);
    const kernel = matrixOf(constantOf(lowering, weight, layer), layer);
    return append(lowering, {
      kind,
      layer,
      shape,
      fraction: value.fraction + kernel.fraction,
      x: id,
      kernel,
    });
  },
  add(lowering, operation) {
    const areValues = [operation.a, operation.b].map((id) => lowering.lowered[id].kind === 'value');
    return areValues[0] && areValues[1] ? addValues(lowering, operation) : addConstant(lowering, operation);
  },
  multiply(lowering, { kind, layer, shape, a: first, b: second }) {
    const a = valueOf(lowering, first, layer);
    const b = valueOf(lowering, second, layer);
    const fraction = a.value.fraction + b.value.fraction;
    return append(lowering, { kind, layer, shape, fraction, a: a.id, b: b.id });
  },
  window(lowering, { kind, layer, shape, x, sizes, strides, padding }) {
    const { id, value } = valueOf(lowering, x, layer);
    const axes = windowAxes(value.shape.slice(0, -1), { sizes, strides, padding });
    const before = axes.map((axis) => axis.before);
    return append(lowering, { kind, layer, shape, fraction: value.fraction, x: id, sizes, strides, before });
  },
  max: unchanged,
  sum: unchanged,
  scale(lowering, { kind, layer, shape, x, factor, format }) {
    const { id, value } = valueOf(lowering, x, layer);
    const { multiplier, fraction } = integerFactor(layer, factor, format);
    return append(lowering, { kind, layer, shape, fraction: value.fraction + fraction, x: id, multiplier });
  },
  dropout: ({ lowered }, { x }) => lowered[x],
  normalize(_lowering, { layer }) {
    throw new CodesignError(
      'lower.batchNorm',
      `Layer '${layer}' is a batch normalisation, which hardware does not have: fold it into the layer before it first.`,
    );
  },
  relu: unchanged,
  leakyRelu(lowering, { kind, layer, shape, x, slopeShift }) {
    const { id, value } = valueOf(lowering, x, layer);
    return append(lowering, { kind, layer, shape, fraction: value.fraction + slopeShift, x: id, slopeShift });
  },
  table(lowering, { kind, layer, shape, x, function: tabulated, output }) {
    if (output === undefined) throw notQuantised(layer, `no 'output' format for its ${tabulated} table`);
    const { id } = valueOf(lowering, x, layer);
    return append(lowering, {
      kind,
      layer,
      shape,
      fraction: output.fraction,
      x: id,
      function: tabulated,
      output,
    });
  },
  reshape: unchanged,
  quantize(lowering, { kind, layer, shape, x, format }) {
    const source = lowering.lowered[x];
    if (source.kind === 'weight') {
      return { kind: 'constant', constant: integersOf(source.name, source.tensor, format) };
    }
    const { id, value } = valueOf(lowering, x, layer);
    const fraction = commonFraction(format);
    const channels = formatsOf(format).map((one) => channelOf(one, { from: value.fraction, to: fraction }));
    const round = channels.some(({ shift }) => shift > 0) ? 'half-up' : 'floor';
    return append(lowering, { kind, layer, shape, fraction, x: id, round, channels });
  },
};

/** An operation on integers that keeps their fraction. */
function unchanged(
  lowering: Lowering,
  { kind, layer, shape, x }: Extract<Operation, { kind: 'max' | 'sum' | 'relu' | 'reshape' }>,
): Lowered {
  const { id, value } = valueOf(lowering, x, layer);
  return append(lowering, { kind, layer, shape, fraction: value.fraction, x: id } as Draft);
}

type Add = Extract<Operation, { kind: 'add' }>;

function addConstant(lowering: Lowering, { kind, layer, shape, a, b }: Add): Lowered {
  const [x, bias]: ValueId[] = lowering.lowered[a].kind === 'value' ? [a, b] : [b, a];
  const { id, value } = valueOf(lowering, x, layer);
  const constant = constantOf(lowering, bias, layer);
  if (constant.data.length !== shape.at(-1)) {
    throw new CodesignError(
      'lower.unsupported',
      `Layer '${layer}' adds a constant [${constant.shape.join(', ')}]; hardware adds one element per channel.`,
    );
  }
  const { fraction } = value;
  const integers = atFraction(layer, constant, fraction);
  return append(lowering, { kind, layer, shape, fraction, x: id, constant: integers });
}

function addValues(lowering: Lowering, { layer, shape, a: first, b: second }: Add): Lowered {
  const a = valueOf(lowering, first, layer);
  const b = valueOf(lowering, second, layer);
  const fraction = Math.max(a.value.fraction, b.value.fraction);
  const aShift = fraction - a.value.fraction;
  const bShift = fraction - b.value.fraction;
  return append(lowering, { kind: 'addValues', layer, shape, fraction, a: a.id, b: b.id, aShift, bShift });
}

function channelOf(format: Fixed, fractions: { from: number; to: number }): QuantizeChannel {
  const { low: minimum, high: maximum } = rangeOf(format);
  const lift = widthOf(format) === 0 ? 0 : fractions.to - format.fraction;
  return { shift: fractions.from - format.fraction, lift, minimum, maximum };
}

function matrixOf({ shape: [inputs, outputs], fraction, data }: IntegerTensor, layer: string): IntegerMatrix {
  const integers = Int32Array.from(data);
  if (integers.every((integer, i) => integer === data[i]))
    return { inputs, outputs, fraction, data: integers };
  throw new CodesignError(
    'lower.weightWidth',
    `Layer '${layer}': a weight needs more than 32 bits at the fraction that all its weights share: give the weights ` +
      `formats of nearer fractions.`,
  );
}
