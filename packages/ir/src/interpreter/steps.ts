import { leakyReluInteger, quantizeInteger, reluInteger } from '../elementwise';
import type { IntegerOperation, IntegerOperationKind } from '../integerProgram';
import { groupOutputs, multiply } from './multiply';

/** Computes one operation for the first `vectors` vectors of the block. */
export type Step = (vectors: number) => void;

type Steps = {
  readonly [K in IntegerOperationKind]: (
    operation: Extract<IntegerOperation, { kind: K }>,
    y: Float64Array,
    values: readonly Float64Array[],
  ) => Step;
};

/**
 * Prepares an operation: `values[id]` holds each value's integers for a block of vectors, `[vectors, elements]`, and
 * `y` is the one to fill. Doubles hold the integers exactly below 2^53.
 */
export function stepOf(operation: IntegerOperation, y: Float64Array, values: readonly Float64Array[]): Step {
  type AnyStep = (operation: IntegerOperation, y: Float64Array, values: readonly Float64Array[]) => Step;
  return (steps[operation.kind] as AnyStep)(operation, y, values);
}

const steps: Steps = {
  input: () => () => undefined,
  matvec({ x, kernel }, y, values) {
    const matrix = groupOutputs(kernel);
    return (vectors) => multiply(matrix, { x: values[x], y, vectors });
  },
  add({ x, constant }, y, values) {
    const terms = Float64Array.from(constant);
    return (vectors) => addConstant(values[x], terms, y.subarray(0, vectors * terms.length));
  },
  relu: ({ x, low }, y, values) => elementwise(values[x], y, low.length, reluInteger),
  leakyRelu: ({ x, low, slopeShift }, y, values) =>
    elementwise(values[x], y, low.length, leakyReluInteger(slopeShift)),
  table: ({ x, low, inputLow, entries }, y, values) =>
    elementwise(values[x], y, low.length, (integer) => entries[integer - inputLow]),
  reshape:
    ({ x, low }, y, values) =>
    (vectors) =>
      y.set(values[x].subarray(0, vectors * low.length)),
  quantize: ({ x, low, ...rule }, y, values) => elementwise(values[x], y, low.length, quantizeInteger(rule)),
};

function addConstant(x: Float64Array, terms: Float64Array, y: Float64Array): void {
  const elements = terms.length;
  for (let from = 0; from < y.length; from += elements) {
    for (let i = 0; i < elements; i++) y[from + i] = x[from + i] + terms[i];
  }
}

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
