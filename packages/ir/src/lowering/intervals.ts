import type { IntegerMatrix } from '../integerProgram';

/** Bounds of the integers of a value, per element. */
export interface Intervals {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * The bounds of `x W` at every position over the constant weights: each product takes the end of x that its sign asks
 * for. Positions with the same bounds are computed once.
 */
export function matvecIntervals(x: Intervals, matrix: IntegerMatrix): Intervals {
  const known = new Map<string, Intervals>();
  const low: number[] = [];
  const high: number[] = [];
  for (let from = 0; from < x.low.length; from += matrix.inputs) {
    const part = {
      low: x.low.slice(from, from + matrix.inputs),
      high: x.high.slice(from, from + matrix.inputs),
    };
    const key = `${part.low.join()};${part.high.join()}`;
    const bounds = known.get(key) ?? rowIntervals(part, matrix);
    known.set(key, bounds);
    low.push(...bounds.low);
    high.push(...bounds.high);
  }
  return { low, high };
}

function rowIntervals(x: Intervals, { inputs, outputs, data }: IntegerMatrix): Intervals {
  const low = new Array<number>(outputs).fill(0);
  const high = new Array<number>(outputs).fill(0);
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < outputs; j++) {
      const weight = data[i * outputs + j];
      low[j] += weight * (weight < 0 ? x.high[i] : x.low[i]);
      high[j] += weight * (weight < 0 ? x.low[i] : x.high[i]);
    }
  }
  return { low, high };
}

/** The bounds of `x + constant` at every position. */
export function addIntervals(x: Intervals, constant: readonly number[]): Intervals {
  const add = (bound: number, i: number) => bound + constant[i % constant.length];
  return { low: x.low.map(add), high: x.high.map(add) };
}

/** The bounds of `a scales[0] + b scales[1]`, elementwise, for scales of at least 1. */
export function shiftedSumIntervals([a, b]: readonly Intervals[], scales: readonly number[]): Intervals {
  const add = (first: readonly number[], second: readonly number[]) =>
    first.map((bound, i) => bound * scales[0] + second[i] * scales[1]);
  return { low: add(a.low, b.low), high: add(a.high, b.high) };
}

/** The bounds of `a b`, elementwise: each end is a product of ends. */
export function productIntervals(a: Intervals, b: Intervals): Intervals {
  const corners = a.low.map((low, i) => {
    const ends = [b.low[i], b.high[i]];
    // `+ 0` turns -0 into 0.
    return [...ends.map((end) => low * end + 0), ...ends.map((end) => a.high[i] * end + 0)];
  });
  return {
    low: corners.map((products) => Math.min(...products)),
    high: corners.map((products) => Math.max(...products)),
  };
}

/** The bounds of `x x`, elementwise: 0 is the least where `x` may be 0. */
export function squareIntervals({ low, high }: Intervals): Intervals {
  const squares = low.map((least, i) => [least * least, high[i] * high[i]]);
  return {
    low: squares.map(([a, b], i) => (low[i] <= 0 && high[i] >= 0 ? 0 : Math.min(a, b))),
    high: squares.map(([a, b]) => Math.max(a, b)),
  };
}

/** The bounds of an elementwise function that never falls; it may depend on the element. */
export function monotoneIntervals(
  x: Intervals,
  apply: (integer: number, element: number) => number,
): Intervals {
  return { low: x.low.map((bound, i) => apply(bound, i)), high: x.high.map((bound, i) => apply(bound, i)) };
}

/** The bounds of the elements at these indices, 0 where an index is -1. */
export function gatheredIntervals(x: Intervals, indices: Int32Array): Intervals {
  const gather = (bounds: readonly number[]) =>
    Array.from(indices, (index) => (index < 0 ? 0 : bounds[index]));
  return { low: gather(x.low), high: gather(x.high) };
}

/** The bounds over the axis before the last of `x: [..., p, c]` of a function of two that never falls in either. */
export function aggregatedIntervals(
  x: Intervals,
  shape: readonly number[],
  combine: (a: number, b: number) => number,
): Intervals {
  const [terms, channels] = shape.slice(-2);
  const aggregate = (bounds: readonly number[]) =>
    Array.from({ length: bounds.length / terms }, (_, i) => {
      const first = Math.floor(i / channels) * terms * channels + (i % channels);
      let result = bounds[first];
      for (let term = 1; term < terms; term++) result = combine(result, bounds[first + term * channels]);
      return result;
    });
  return { low: aggregate(x.low), high: aggregate(x.high) };
}

/** The bounds of a table's entries over each element's own inputs; the function need not be monotone. */
export function tableIntervals(x: Intervals, inputLow: number, entries: readonly number[]): Intervals {
  const known = new Map<string, { low: number; high: number }>();
  const reached = x.low.map((low, i) => {
    const key = `${low},${x.high[i]}`;
    const some = entries.slice(low - inputLow, x.high[i] - inputLow + 1);
    const bounds = known.get(key) ?? { low: Math.min(...some), high: Math.max(...some) };
    known.set(key, bounds);
    return bounds;
  });
  return { low: reached.map(({ low }) => low), high: reached.map(({ high }) => high) };
}
