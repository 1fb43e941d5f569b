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

/** A program of steps in a row, with its bounds by interval arithmetic; for tests until nothing else is needed. */
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
  const value = (intervals: Interval[], fraction = before.fraction) => ({
    layer: step.layer,
    shape: [intervals.length],
    fraction,
    low: intervals.map(({ low }) => low),
    high: intervals.map(({ high }) => high),
  });
  const each = (f: (x: number, i: number) => number): Interval[] =>
    before.low.map((low, i) => ({ low: f(low, i), high: f(before.high[i], i) }));
  switch (step.kind) {
    case 'matvec': {
      const { inputs, outputs } = step;
      const data = Int32Array.from(step.data);
      const column = (j: number): Interval => {
        const products = before.low.map((low, i) => {
          const ends = [low * data[i * outputs + j], before.high[i] * data[i * outputs + j]];
          return { low: Math.min(...ends), high: Math.max(...ends) };
        });
        return {
          low: products.reduce((s, p) => s + p.low, 0),
          high: products.reduce((s, p) => s + p.high, 0),
        };
      };
      const kernel = { inputs, outputs, fraction: 3, data };
      return {
        kind: 'matvec',
        x,
        kernel,
        ...value(
          Array.from({ length: outputs }, (_, j) => column(j)),
          before.fraction + 3,
        ),
      };
    }
    case 'add':
      return { kind: 'add', x, constant: step.constant, ...value(each((v, i) => v + step.constant[i])) };
    case 'relu':
      return { kind: 'relu', x, ...value(each((v) => Math.max(v, 0))) };
    case 'leakyRelu': {
      const { slopeShift } = step;
      return {
        kind: 'leakyRelu',
        x,
        slopeShift,
        ...value(
          each((v) => (v < 0 ? v : v * 2 ** slopeShift)),
          before.fraction + slopeShift,
        ),
      };
    }
    case 'reshape':
      return { kind: 'reshape', x, ...value(each((v) => v)) };
    case 'quantize': {
      const { shift, round, minimum, maximum } = step;
      const half = round === 'half-up' && shift > 0 ? 2 ** (shift - 1) : 0;
      const f = (v: number): number =>
        Math.min(Math.max(Math.floor((v + half) / 2 ** shift), minimum), maximum);
      return {
        kind: 'quantize',
        x,
        shift,
        round,
        minimum,
        maximum,
        ...value(each(f), before.fraction - shift),
      };
    }
    case 'tableOf': {
      const inputLow = Math.min(...before.low);
      const entries = Array.from({ length: Math.max(...before.high) - inputLow + 1 }, (_, i) =>
        step.function(inputLow + i),
      );
      const intervals = before.low.map((low, i) => {
        const reached = entries.slice(low - inputLow, before.high[i] - inputLow + 1);
        return { low: Math.min(...reached), high: Math.max(...reached) };
      });
      return { kind: 'table', x, inputLow, entries, ...value(intervals) };
    }
  }
}
