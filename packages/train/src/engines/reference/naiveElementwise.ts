import type { Fixed, TableFunction, ValueId } from '@nx-codesign/ir';
import { dropoutSeed, isDropped, stepSeed } from '../dropoutMask';
import type { OfKind, NaiveContext, NaiveOperation } from './naiveContext';

type Elementwise = 'relu' | 'leakyRelu' | 'table' | 'quantize' | 'reshape' | 'scale' | 'dropout';

/** An element's number in its example, and its example's in the batch. */
interface At {
  readonly i: number;
  readonly m: number;
  readonly context: NaiveContext;
}

type Of<K extends Elementwise> = (v: number, operation: OfKind<K>, at: At) => number;

const operandOf = (operation: object) => (operation as { readonly x: ValueId }).x;

/** A function of each element alone, and its slope. */
function elementwise<K extends Elementwise>(f: Of<K>, slope: Of<K>): NaiveOperation<OfKind<K>> {
  return {
    forward: (context, operation) =>
      context.values[operandOf(operation)].map((row, m) =>
        row.map((v, i) => f(v, operation, { i, m, context })),
      ),
    backward(context, operation, { gradient }) {
      const x = operandOf(operation);
      gradient.forEach((row, m) =>
        row.forEach((g, i) => {
          context.gradients[x][m][i] += g * slope(context.values[x][m][i], operation, { i, m, context });
        }),
      );
    },
  };
}

const smooth: Readonly<Record<TableFunction, (x: number) => number>> = {
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  gelu: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
};

const slopes: Readonly<Record<TableFunction, (x: number) => number>> = {
  tanh: (x) => 1 - Math.tanh(x) ** 2,
  sigmoid: (x) => smooth.sigmoid(x) * (1 - smooth.sigmoid(x)),
  gelu(x) {
    const t = Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3));
    return (1 + t) / 2 + (x / 2) * (1 - t ** 2) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x ** 2);
  },
};

export const naiveElementwise: { [K in Elementwise]: NaiveOperation<OfKind<K>> } = {
  relu: elementwise(
    (v) => Math.max(v, 0),
    (v) => (v > 0 ? 1 : 0),
  ),
  leakyRelu: elementwise(
    (v, { slopeShift }) => (v < 0 ? v / 2 ** slopeShift : v),
    (v, { slopeShift }) => (v < 0 ? 1 / 2 ** slopeShift : 1),
  ),
  table: elementwise(
    (v, { function: name, output }) =>
      output === undefined ? smooth[name](v) : rounded(smooth[name](v), output),
    (v, { function: name }) => slopes[name](v),
  ),
  reshape: elementwise(
    (v) => v,
    () => 1,
  ),
  scale: elementwise(
    (v, operation) => v * factorOf(operation),
    (_, operation) => factorOf(operation),
  ),
  dropout: elementwise(
    (v, operation, at) => v * keptShare(operation, at),
    (_, operation, at) => keptShare(operation, at),
  ),
  quantize: elementwise(
    (v, { format }, { i }) => rounded(v, formatOfElement(format, i)),
    (v, { format }, { i }) => {
      const { low, high } = limits(formatOfElement(format, i));
      return v >= low && v <= high ? 1 : 0;
    },
  ),
};

function keptShare({ rate, id }: OfKind<'dropout'>, { i, m, context }: At): number {
  if (context.mode === 'inference') return 1;
  const seed = dropoutSeed(stepSeed(context.seed ?? 0, 0), id);
  const elements = context.program.operations[id].shape.reduce((product, size) => product * size, 1);
  const index = m * elements + i;
  return isDropped(index, seed, rate) ? 0 : 1 / (1 - rate);
}

function factorOf({ factor, format }: OfKind<'scale'>): number {
  return format === undefined ? factor : rounded(factor, format);
}

function formatOfElement(format: Fixed | readonly Fixed[], i: number): Fixed {
  return 'length' in format ? format[i % format.length] : format;
}

function limits({ signed, integer, fraction }: Fixed): { step: number; low: number; high: number } {
  const step = 2 ** -fraction;
  return { step, low: signed ? -(2 ** integer) : 0, high: 2 ** integer - step };
}

function rounded(v: number, format: Fixed): number {
  const { step, low, high } = limits(format);
  return Math.min(high, Math.max(low, Math.floor(v / step + 0.5) * step));
}
