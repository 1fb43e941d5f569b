/** Integer programs computed in big integers, one vector at a time, straight from what `integerProgram.ts` says. */
import type { IntegerOperation, IntegerOperationKind, IntegerProgram } from '../integerProgram';

interface Context {
  readonly values: readonly bigint[][];
  readonly x: bigint[];
  readonly shapes: readonly (readonly number[])[];
}

type Reference = {
  readonly [K in IntegerOperationKind]: (
    operation: Extract<IntegerOperation, { kind: K }>,
    context: Context,
  ) => bigint[];
};

const clamp = (value: bigint, low: bigint, high: bigint) => (value < low ? low : value > high ? high : value);
const largest = (values: readonly bigint[]) => values.reduce((a, b) => (a > b ? a : b));
const total = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

const reference: Reference = {
  input: (_operation, { x }) => x,
  matvec: ({ x, kernel: { inputs, outputs, data } }, { values }) =>
    Array.from({ length: (values[x].length / inputs) * outputs }, (_, at) => {
      const [position, j] = [Math.floor(at / outputs), at % outputs];
      const row = values[x].slice(position * inputs, (position + 1) * inputs);
      return total(row.map((value, i) => value * BigInt(data[i * outputs + j])));
    }),
  add: ({ x, constant }, { values }) =>
    values[x].map((value, i) => value + BigInt(constant[i % constant.length])),
  addValues: ({ a, b, aShift, bShift }, { values }) =>
    values[a].map((value, i) => (value << BigInt(aShift)) + (values[b][i] << BigInt(bShift))),
  multiply: ({ a, b }, { values }) => values[a].map((value, i) => value * values[b][i]),
  window: ({ x, shape, sizes, strides, before }, { values, shapes }) =>
    Array.from({ length: shape.reduce((a, b) => a * b) }, (_, at) => {
      const extents = [...shape.slice(0, -1), ...sizes, shapes[x].at(-1)!];
      const digits = digitsOf(at, extents);
      const axes = sizes.length;
      const places = sizes.map((_size, axis) => digits[axis] * strides[axis] + digits[axes + axis] - before[axis]);
      const isOutside = places.some((place, axis) => place < 0 || place >= shapes[x][axis]);
      if (isOutside) return 0n;
      return values[x][numberOf([...places, digits.at(-1)!], shapes[x])];
    }),
  max: ({ x }, { values, shapes }) => columnsOf(values[x], shapes[x]).map(largest),
  sum: ({ x }, { values, shapes }) => columnsOf(values[x], shapes[x]).map(total),
  scale: ({ x, multiplier }, { values }) => values[x].map((value) => value * BigInt(multiplier)),
  relu: ({ x }, { values }) => values[x].map((value) => (value < 0n ? 0n : value)),
  leakyRelu: ({ x, slopeShift }, { values }) =>
    values[x].map((value) => (value < 0n ? value : value << BigInt(slopeShift))),
  table: ({ x, inputLow, entries }, { values }) =>
    values[x].map((value) => BigInt(entries[Number(value) - inputLow])),
  reshape: ({ x }, { values }) => values[x],
  quantize: ({ x, round, channels }, { values }) =>
    values[x].map((value, i) => {
      const { shift, lift, minimum, maximum } = channels[i % channels.length];
      const half = round === 'half-up' && shift > 0 ? 1n << BigInt(shift - 1) : 0n;
      // The shift of a negative big integer goes towards minus infinity.
      const floored = (value + half) >> BigInt(shift);
      return clamp(floored, BigInt(minimum), BigInt(maximum)) << BigInt(lift);
    }),
};

/** The digits of a number in mixed radix, most significant first. */
function digitsOf(number: number, extents: readonly number[]): number[] {
  let rest = number;
  return extents
    .toReversed()
    .map((extent) => {
      const digit = rest % extent;
      rest = Math.floor(rest / extent);
      return digit;
    })
    .toReversed();
}

function numberOf(digits: readonly number[], extents: readonly number[]): number {
  return digits.reduce((number, digit, axis) => number * extents[axis] + digit, 0);
}

/** The elements over the axis before the last, for each element of the other axes. */
function columnsOf(values: readonly bigint[], shape: readonly number[]): bigint[][] {
  const [terms, channels] = shape.slice(-2);
  return Array.from({ length: values.length / terms }, (_, i) => {
    const first = Math.floor(i / channels) * terms * channels + (i % channels);
    return Array.from({ length: terms }, (_term, t) => values[first + t * channels]);
  });
}

/** Every value of a program for one vector. */
export function referenceValues(program: IntegerProgram, x: bigint[]): bigint[][] {
  const values: bigint[][] = [];
  const shapes = program.operations.map(({ shape }) => shape);
  for (const operation of program.operations) {
    const rule = reference[operation.kind] as (operation: IntegerOperation, context: Context) => bigint[];
    values.push(rule(operation, { values, x, shapes }));
  }
  return values;
}
