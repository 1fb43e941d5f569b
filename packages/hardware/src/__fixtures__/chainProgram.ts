import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';

type Step =
  | { kind: 'matvec'; inputs: number; outputs: number; data: readonly number[] }
  | { kind: 'add'; constant: readonly number[] }
  | { kind: 'relu' }
  | { kind: 'leakyRelu'; slopeShift: number }
  | { kind: 'reshape' }
  | { kind: 'quantize'; shift: number; round: 'floor' | 'half-up'; minimum: number; maximum: number }
  | { kind: 'tableOf'; function: (x: number) => number };

/** One step of a chain, with the layer that it belongs to. */
export type ChainStep = Step & { layer: string };

interface Interval {
  low: number;
  high: number;
}

/** Bits right of the point of every kernel. */
const kernelFraction = 3;

/** A program of steps in a row, with its bounds by interval arithmetic, for tests. */
export function chainProgram(
  name: string,
  input: readonly Interval[],
  steps: readonly ChainStep[],
): IntegerProgram {
  const first: IntegerOperation = {
    kind: 'input',
    layer: 'input',
    format: { signed: true, integer: 0, fraction: 0 },
    shape: [input.length],
    fraction: 0,
    low: input.map(({ low }) => low),
    high: input.map(({ high }) => high),
  };
  const operations: IntegerOperation[] = [first];
  for (const step of steps) {
    operations.push(operationOf(step, operations[operations.length - 1], operations.length - 1));
  }
  return { name, operations, output: operations.length - 1 };
}

function operationOf(step: ChainStep, before: IntegerOperation, x: number): IntegerOperation {
  const { layer } = step;
  const value = (intervals: Interval[], fraction = before.fraction) => ({
    layer,
    fraction,
    ...bounds(intervals),
  });
  const each = (f: (x: number, i: number) => number): Interval[] =>
    before.low.map((low, i) => ({ low: f(low, i), high: f(before.high[i], i) }));
  switch (step.kind) {
    case 'matvec': {
      const kernel = { ...step, fraction: kernelFraction, data: Int32Array.from(step.data) };
      return { kind: 'matvec', x, kernel, ...value(sumsOf(before, step), before.fraction + kernelFraction) };
    }
    case 'add':
      return { kind: 'add', x, constant: step.constant, ...value(each((v, i) => v + step.constant[i])) };
    case 'relu':
      return { kind: 'relu', x, ...value(each((v) => Math.max(v, 0))) };
    case 'leakyRelu': {
      const { slopeShift } = step;
      const scaled = each((v) => (v < 0 ? v : v * 2 ** slopeShift));
      return { kind: 'leakyRelu', x, slopeShift, ...value(scaled, before.fraction + slopeShift) };
    }
    case 'reshape':
      return { kind: 'reshape', x, ...value(each((v) => v)) };
    case 'quantize':
      return {
        kind: 'quantize',
        round: step.round,
        channels: [{ shift: step.shift, lift: 0, minimum: step.minimum, maximum: step.maximum }],
        x,
        ...value(
          each((v) => quantized(v, step)),
          before.fraction - step.shift,
        ),
      };
    case 'tableOf':
      return { kind: 'table', x, ...tableOf(before, step.function, value) };
  }
}

function bounds(intervals: Interval[]): { shape: number[]; low: number[]; high: number[] } {
  return {
    shape: [intervals.length],
    low: intervals.map(({ low }) => low),
    high: intervals.map(({ high }) => high),
  };
}

function sumsOf(
  before: IntegerOperation,
  { inputs, outputs, data }: Extract<Step, { kind: 'matvec' }>,
): Interval[] {
  return Array.from({ length: outputs }, (_, j) => {
    const products = Array.from({ length: inputs }, (_unused, i) => {
      const ends = [before.low[i] * data[i * outputs + j], before.high[i] * data[i * outputs + j]];
      return { low: Math.min(...ends), high: Math.max(...ends) };
    });
    return {
      low: products.reduce((sum, { low }) => sum + low, 0),
      high: products.reduce((sum, { high }) => sum + high, 0),
    };
  });
}

function quantized(
  value: number,
  { shift, round, minimum, maximum }: Extract<Step, { kind: 'quantize' }>,
): number {
  const half = round === 'half-up' && shift > 0 ? 2 ** (shift - 1) : 0;
  return Math.min(Math.max(Math.floor((value + half) / 2 ** shift), minimum), maximum);
}

function tableOf<Value>(
  { low, high }: IntegerOperation,
  f: (x: number) => number,
  value: (intervals: Interval[]) => Value,
): { inputLow: number; entries: number[] } & Value {
  const inputLow = Math.min(...low);
  const entries = Array.from({ length: Math.max(...high) - inputLow + 1 }, (_, i) => f(inputLow + i));
  const intervals = low.map((bottom, i) => {
    const reached = entries.slice(bottom - inputLow, high[i] - inputLow + 1);
    return { low: Math.min(...reached), high: Math.max(...reached) };
  });
  return { inputLow, entries, ...value(intervals) };
}
