import type { Fixed, Operation, OperationKind, Program, ValueId, Weights } from '@nx-codesign/ir';
import type { NaiveBatch, NaiveOptions, Rows } from './naiveBatch';

export interface NaiveContext extends NaiveOptions {
  readonly program: Program;
  readonly weights: Weights;
  readonly batch: NaiveBatch;
  readonly values: Rows[];
  readonly gradients: Rows[];
}

export interface NaiveOperation<O extends Operation> {
  forward(context: NaiveContext, operation: O): Rows;
  /** Adds to the gradients of the operands. */
  backward(context: NaiveContext, operation: O, result: { readonly y: Rows; readonly gradient: Rows }): void;
}

type Elementwise = 'relu' | 'leakyRelu' | 'table' | 'quantize' | 'reshape';

export const naiveOperations: { [K in OperationKind]: NaiveOperation<Extract<Operation, { kind: K }>> } = {
  input: {
    forward: ({ batch: { x, count } }) => {
      const inputs = x.length / count;
      return Array.from({ length: count }, (_, m) =>
        Array.from({ length: inputs }, (_, i) => x[m * inputs + i]),
      );
    },
    backward: () => undefined,
  },
  constant: { forward: ({ weights }, { tensor }) => [[...weights[tensor].data]], backward: () => undefined },
  matvec: {
    forward({ values, program }, { x, kernel }) {
      const [, columns] = program.operations[kernel].shape;
      const w = values[kernel][0];
      return values[x].map((row) =>
        Array.from({ length: columns }, (_, n) => row.reduce((sum, v, k) => sum + v * w[k * columns + n], 0)),
      );
    },
    backward({ values, gradients, program }, { x, kernel }, { gradient }) {
      const [, columns] = program.operations[kernel].shape;
      gradient.forEach((row, m) =>
        row.forEach((g, n) =>
          values[x][m].forEach((v, k) => {
            gradients[x][m][k] += g * values[kernel][0][k * columns + n];
            gradients[kernel][0][k * columns + n] += g * v;
          }),
        ),
      );
    },
  },
  add: {
    forward({ values }, { a, b }) {
      const rows = Math.max(values[a].length, values[b].length);
      return Array.from({ length: rows }, (_, m) =>
        rowOf(values[a], m).map((v, i) => v + rowOf(values[b], m)[i]),
      );
    },
    backward({ gradients }, { a, b }, { gradient }) {
      for (const operand of [a, b]) {
        gradient.forEach((row, m) => row.forEach((g, i) => (rowOf(gradients[operand], m)[i] += g)));
      }
    },
  },
  normalize: {
    forward(context, operation) {
      const { values } = context;
      const { x, gamma, beta, epsilon } = operation;
      return values[x].map((row) =>
        row.map((v, i) => {
          const { mean, variance } = statistics(context, operation, i);
          return (values[gamma][0][i] * (v - mean)) / Math.sqrt(variance + epsilon) + values[beta][0][i];
        }),
      );
    },
    // The chain rule of the paper's section 3, by way of the mean and the variance.
    backward(context, operation, { gradient }) {
      const { values, gradients } = context;
      const { x, gamma, beta, epsilon } = operation;
      const count = values[x].length;
      values[x][0].forEach((_, i) => {
        const { mean, variance } = statistics(context, operation, i);
        const deviation = Math.sqrt(variance + epsilon);
        const scaled = gradient.map((row) => row[i] * values[gamma][0][i]);
        const byVariance = sumOf(
          scaled.map((g, m) => (g * (values[x][m][i] - mean)) / (-2 * deviation ** 3)),
        );
        const byMean = sumOf(scaled.map((g) => -g / deviation));
        gradient.forEach((row, m) => {
          const centered = values[x][m][i] - mean;
          gradients[gamma][0][i] += (row[i] * centered) / deviation;
          gradients[beta][0][i] += row[i];
          gradients[x][m][i] += scaled[m] / deviation + (byVariance * 2 * centered + byMean) / count;
        });
      });
    },
  },
  relu: elementwise(
    (v) => Math.max(v, 0),
    (v) => (v > 0 ? 1 : 0),
  ),
  leakyRelu: elementwise(
    (v, { slopeShift }) => (v < 0 ? v / 2 ** slopeShift : v),
    (v, { slopeShift }) => (v < 0 ? 1 / 2 ** slopeShift : 1),
  ),
  table: elementwise(
    (v, { function: name, output }) => {
      const smooth = name === 'tanh' ? Math.tanh(v) : 1 / (1 + Math.exp(-v));
      return output === undefined ? smooth : rounded(smooth, output);
    },
    (v, { function: name }) => {
      const y = name === 'tanh' ? Math.tanh(v) : 1 / (1 + Math.exp(-v));
      return name === 'tanh' ? 1 - y ** 2 : y * (1 - y);
    },
  ),
  reshape: elementwise(
    (v) => v,
    () => 1,
  ),
  quantize: elementwise(
    (v, { format }) => rounded(v, format),
    (v, { format }) => (v >= limits(format).low && v <= limits(format).high ? 1 : 0),
  ),
};

function elementwise<K extends Elementwise>(
  f: (v: number, operation: Extract<Operation, { kind: K }>) => number,
  slope: (v: number, operation: Extract<Operation, { kind: K }>) => number,
): NaiveOperation<Extract<Operation, { kind: K }>> {
  const operandOf = (operation: { readonly x: ValueId }) => operation.x;
  return {
    forward: ({ values }, operation) =>
      values[operandOf(operation)].map((row) => row.map((v) => f(v, operation))),
    backward({ values, gradients }, operation, { gradient }) {
      const x = operandOf(operation);
      gradient.forEach((row, m) =>
        row.forEach((g, i) => (gradients[x][m][i] += g * slope(values[x][m][i], operation))),
      );
    },
  };
}

function limits({ signed, integer, fraction }: Fixed): { step: number; low: number; high: number } {
  const step = 2 ** -fraction;
  return { step, low: signed ? -(2 ** integer) : 0, high: 2 ** integer - step };
}

function rounded(v: number, format: Fixed): number {
  const { step, low, high } = limits(format);
  return Math.min(high, Math.max(low, Math.floor(v / step + 0.5) * step));
}

function statistics(
  { values, mode }: NaiveContext,
  { x, mean, variance }: Extract<Operation, { kind: 'normalize' }>,
  column: number,
): { mean: number; variance: number } {
  if (mode === 'inference') return { mean: values[mean][0][column], variance: values[variance][0][column] };
  const all = values[x].map((row) => row[column]);
  const center = sumOf(all) / all.length;
  return { mean: center, variance: sumOf(all.map((v) => (v - center) ** 2)) / all.length };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function rowOf(rows: Rows, m: number): number[] {
  return rows.length === 1 ? rows[0] : rows[m];
}
