import { leakyReluInteger, quantizeInteger, reluInteger } from '../elementwise';
import type { IntegerOperation, IntegerOperationKind } from '../integerProgram';
import { windowIndices } from '../window/windowIndices';
import { addConstant, addShifted, gather, maxOfTerms, multiplyElements, sumOfTerms } from './loops';
import { groupOutputs, multiply } from './multiply';

/** Computes one operation for the first `vectors` vectors of the block. */
export type Step = (vectors: number) => void;

/** A program in execution: `values[id]` holds each value's integers for a block of vectors, `[vectors, elements]`. */
export interface Block {
  readonly operations: readonly IntegerOperation[];
  readonly values: readonly Float64Array[];
}

type Steps = {
  readonly [K in IntegerOperationKind]: (
    operation: Extract<IntegerOperation, { kind: K }>,
    y: Float64Array,
    block: Block,
  ) => Step;
};

/** Prepares an operation; `y` is the value to fill. Doubles hold the integers exactly below 2^53. */
export function stepOf(operation: IntegerOperation, y: Float64Array, block: Block): Step {
  type AnyStep = (operation: IntegerOperation, y: Float64Array, block: Block) => Step;
  return (steps[operation.kind] as AnyStep)(operation, y, block);
}

const steps: Steps = {
  input: () => () => undefined,
  matvec({ x, low, kernel }, y, { values }) {
    const matrix = groupOutputs(kernel);
    const positions = low.length / kernel.outputs;
    return (vectors) => multiply(matrix, { x: values[x], y, vectors: vectors * positions });
  },
  add({ x, low, constant }, y, { values }) {
    const terms = Float64Array.from(constant);
    return (vectors) => addConstant(values[x], terms, y.subarray(0, vectors * low.length));
  },
  addValues({ a, b, aShift, bShift, low }, y, { values }) {
    const scales = { a: 2 ** aShift, b: 2 ** bShift };
    return (vectors) => addShifted(values[a], values[b], scales, y.subarray(0, vectors * low.length));
  },
  multiply:
    ({ a, b, low }, y, { values }) =>
    (vectors) =>
      multiplyElements(values[a], values[b], y.subarray(0, vectors * low.length)),
  window({ x, low, ...operation }, y, { values, operations }) {
    const indices = windowIndices(operation, operations[x].shape);
    const inputs = operations[x].low.length;
    return (vectors) => gather(values[x], { indices, inputs }, y.subarray(0, vectors * low.length));
  },
  max({ x, low }, y, { values, operations }) {
    const [terms, channels] = operations[x].shape.slice(-2);
    return (vectors) => maxOfTerms(values[x], { terms, channels }, y.subarray(0, vectors * low.length));
  },
  sum({ x, low }, y, { values, operations }) {
    const [terms, channels] = operations[x].shape.slice(-2);
    return (vectors) => sumOfTerms(values[x], { terms, channels }, y.subarray(0, vectors * low.length));
  },
  scale: ({ x, low, multiplier }, y, { values }) =>
    elementwise(values[x], y, low.length, (integer) => integer * multiplier),
  relu: ({ x, low }, y, { values }) => elementwise(values[x], y, low.length, reluInteger),
  leakyRelu: ({ x, low, slopeShift }, y, { values }) =>
    elementwise(values[x], y, low.length, leakyReluInteger(slopeShift)),
  table: ({ x, low, inputLow, entries }, y, { values }) =>
    elementwise(values[x], y, low.length, (integer) => entries[integer - inputLow]),
  reshape:
    ({ x, low }, y, { values }) =>
    (vectors) =>
      y.set(values[x].subarray(0, vectors * low.length)),
  quantize({ x, low, round, channels }, y, { values }) {
    const rules = channels.map((channel) => quantizeInteger(round, channel));
    if (rules.length === 1) return elementwise(values[x], y, low.length, rules[0]);
    return channelwise(values[x], y, low.length, rules);
  },
};

function elementwise(
  x: Float64Array,
  y: Float64Array,
  elements: number,
  apply: (integer: number) => number,
): Step {
  return (vectors) => {
    const end = vectors * elements;
    for (let i = 0; i < end; i++) y[i] = apply(x[i]);
  };
}

function channelwise(
  x: Float64Array,
  y: Float64Array,
  elements: number,
  rules: readonly ((integer: number) => number)[],
): Step {
  return (vectors) => {
    const end = vectors * elements;
    for (let first = 0; first < end; first += rules.length) {
      for (let c = 0; c < rules.length; c++) y[first + c] = rules[c](x[first + c]);
    }
  };
}
