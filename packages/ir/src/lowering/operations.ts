import { halfStep, leakyReluInteger, quantizeInteger, reluInteger } from '../elementwise';
import { CodesignError } from '../error';
import { rangeOf, widthOf } from '../fixed';
import { formatOf } from '../formatOf';
import type { IntegerMatrix, IntegerOperation } from '../integerProgram';
import type { Tensor, Weights } from '../network';
import type { Operation, OperationKind, ValueId } from '../program';
import { elementsOf } from '../shapes';
import { atFraction, integersOf, type IntegerTensor } from './constants';
import { addIntervals, matvecIntervals, monotoneIntervals, tableIntervals } from './intervals';
import type { RoundingFolds } from './roundingFolds';
import { tableEntries } from './tableEntries';

/** Widest input of a table in bits: 1024 entries. */
export const maximumTableInputBits = 10;

/** What became of a value: a weight without a format yet, a constant, or an integer operation. */
export type Lowered =
  | { readonly kind: 'weight'; readonly name: string; readonly tensor: Tensor }
  | { readonly kind: 'constant'; readonly constant: IntegerTensor }
  | { readonly kind: 'value'; readonly id: ValueId };

/** The state of one lowering: what is done so far. */
export interface Lowering {
  readonly weights: Weights;
  readonly folds: RoundingFolds;
  readonly lowered: Lowered[];
  readonly operations: IntegerOperation[];
}

type Rules = {
  readonly [K in OperationKind]: (lowering: Lowering, operation: Extract<Operation, { kind: K }>) => Lowered;
};

/** Lowers the next operation of the program; the ones before it are done. */
export function lowerOperation(lowering: Lowering, operation: Operation): Lowered {
  return (rules[operation.kind] as (lowering: Lowering, operation: Operation) => Lowered)(
    lowering,
    operation,
  );
}

const rules: Rules = {
  input(lowering, { layer, shape, format }) {
    const { low, high } = rangeOf(format);
    const elements = elementsOf(shape);
    const bounds = {
      low: new Array<number>(elements).fill(low),
      high: new Array<number>(elements).fill(high),
    };
    return append(lowering, { kind: 'input', layer, shape, fraction: format.fraction, ...bounds, format });
  },
  constant({ weights }, { tensor }) {
    return { kind: 'weight', name: tensor, tensor: weights[tensor] };
  },
  matvec(lowering, { layer, shape, x, kernel }) {
    const source = valueOf(lowering, x, layer);
    const matrix = matrixOf(constantOf(lowering, kernel, layer), layer);
    const fraction = source.value.fraction + matrix.fraction;
    const bounds = matvecIntervals(source.value, matrix);
    return append(lowering, {
      kind: 'matvec',
      layer,
      shape,
      fraction,
      ...bounds,
      x: source.id,
      kernel: matrix,
    });
  },
  add(lowering, { layer, shape, a, b }) {
    const [x, bias] = lowering.lowered[a].kind === 'value' ? [a, b] : [b, a];
    const source = valueOf(lowering, x, layer);
    const { fraction } = source.value;
    const half = foldedHalfStep(lowering, fraction);
    const constant = atFraction(layer, constantOf(lowering, bias, layer), fraction).map(
      (integer) => integer + half,
    );
    const bounds = addIntervals(source.value, constant);
    return append(lowering, { kind: 'add', layer, shape, fraction, ...bounds, x: source.id, constant });
  },
  normalize(_lowering, { layer }) {
    throw new CodesignError(
      'lower.batchNorm',
      `Layer '${layer}' is a batch normalisation, which hardware does not have: fold it into the layer before it first.`,
    );
  },
  relu(lowering, { layer, shape, x }) {
    const { id, value } = valueOf(lowering, x, layer);
    const bounds = monotoneIntervals(value, reluInteger);
    return append(lowering, { kind: 'relu', layer, shape, fraction: value.fraction, ...bounds, x: id });
  },
  leakyRelu(lowering, { layer, shape, x, slopeShift }) {
    const { id, value } = valueOf(lowering, x, layer);
    const bounds = monotoneIntervals(value, leakyReluInteger(slopeShift));
    const fraction = value.fraction + slopeShift;
    return append(lowering, { kind: 'leakyRelu', layer, shape, fraction, ...bounds, x: id, slopeShift });
  },
  table(lowering, { layer, shape, x, function: tabulated, output }) {
    if (output === undefined) throw notQuantised(layer, `no 'output' format for its ${tabulated} table`);
    const { id, value } = valueOf(lowering, x, layer);
    checkTableInput(value, layer);
    const range = { low: Math.min(...value.low), high: Math.max(...value.high), fraction: value.fraction };
    const entries = tableEntries(tabulated, range, output);
    const bounds = tableIntervals(value, range.low, entries);
    const placed = { layer, shape, fraction: output.fraction, ...bounds };
    return append(lowering, { kind: 'table', ...placed, x: id, inputLow: range.low, entries });
  },
  reshape(lowering, { layer, shape, x }) {
    const { id, value } = valueOf(lowering, x, layer);
    const { fraction, low, high } = value;
    return append(lowering, { kind: 'reshape', layer, shape, fraction, low, high, x: id });
  },
  quantize(lowering, { layer, shape, x, format }) {
    const source = lowering.lowered[x];
    if (source.kind === 'weight') {
      return { kind: 'constant', constant: integersOf(source.name, source.tensor, format) };
    }
    const { id, value } = valueOf(lowering, x, layer);
    const { low: minimum, high: maximum } = rangeOf(format);
    const shift = value.fraction - format.fraction;
    const folded = lowering.folds.quantizers.has(lowering.lowered.length);
    const rule = { shift, round: shift <= 0 || folded ? 'floor' : 'half-up', minimum, maximum } as const;
    const bounds = monotoneIntervals(value, quantizeInteger(rule));
    const placed = { layer, shape, fraction: format.fraction, ...bounds };
    return append(lowering, { kind: 'quantize', ...placed, x: id, ...rule });
  },
};

function append({ operations }: Lowering, operation: IntegerOperation): Lowered {
  return { kind: 'value', id: operations.push(operation) - 1 };
}

function valueOf({ lowered, operations }: Lowering, id: ValueId, layer: string) {
  const source = lowered[id];
  if (source.kind === 'value') return { id: source.id, value: operations[source.id] };
  throw new CodesignError(
    'lower.unsupported',
    `Layer '${layer}' computes on a weight where hardware needs a value.`,
  );
}

function constantOf({ lowered }: Lowering, id: ValueId, layer: string): IntegerTensor {
  const source = lowered[id];
  if (source.kind === 'constant') return source.constant;
  if (source.kind === 'weight') throw notQuantised(layer, `no format for its weight '${source.name}'`);
  throw new CodesignError('lower.unsupported', `Layer '${layer}' combines two values: one must be a weight.`);
}

function notQuantised(layer: string, lacks: string): CodesignError {
  return new CodesignError(
    'lower.notQuantised',
    `Layer '${layer}' has ${lacks}: quantise the network first.`,
  );
}

function matrixOf({ shape: [inputs, outputs], fraction, data }: IntegerTensor, layer: string): IntegerMatrix {
  const integers = Int32Array.from(data);
  if (integers.every((integer, i) => integer === data[i]))
    return { inputs, outputs, fraction, data: integers };
  throw new CodesignError('lower.weightWidth', `Layer '${layer}': a weight needs more than 32 bits.`);
}

/** Half a step of the quantiser that the `add` now lowered carries, at the sum's fraction; 0 where there is none. */
function foldedHalfStep({ folds, lowered }: Lowering, fraction: number): number {
  const target = folds.carried.get(lowered.length);
  return target === undefined ? 0 : halfStep({ shift: fraction - target, round: 'half-up' });
}

function checkTableInput(value: IntegerOperation, layer: string): void {
  const width = widthOf(formatOf(value));
  if (width <= maximumTableInputBits) return;
  throw new CodesignError(
    'lower.tableInput',
    `Layer '${layer}': a table's input may have ${maximumTableInputBits} bits, got ${width}: ` +
      `give the layer before it an 'output' format of at most ${maximumTableInputBits} bits.`,
  );
}
