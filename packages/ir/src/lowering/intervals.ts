import type { IntegerMatrix } from '../integerProgram';

/** Bounds of the integers of a value, per element. */
export interface Intervals {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The bounds of `x W` over the constant weights: each product takes the end of x that its sign asks for. */
export function matvecIntervals(x: Intervals, { inputs, outputs, data }: IntegerMatrix): Intervals {
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

/** The bounds of `x + constant`. */
export function addIntervals(x: Intervals, constant: readonly number[]): Intervals {
  return { low: x.low.map((low, i) => low + constant[i]), high: x.high.map((high, i) => high + constant[i]) };
}

/** The bounds of an elementwise function that never falls. */
export function monotoneIntervals(x: Intervals, apply: (integer: number) => number): Intervals {
  return { low: x.low.map(apply), high: x.high.map(apply) };
}

/** The bounds of a table's entries over each element's own inputs. */
export function tableIntervals(x: Intervals, inputLow: number, entries: readonly number[]): Intervals {
  const reached = x.low.map((low, i) => entries.slice(low - inputLow, x.high[i] - inputLow + 1));
  return { low: reached.map((some) => Math.min(...some)), high: reached.map((some) => Math.max(...some)) };
}
