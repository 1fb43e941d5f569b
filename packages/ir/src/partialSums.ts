import type { IntegerOperation, IntegerValue } from './integerProgram';

type Matvec = Extract<IntegerOperation, { kind: 'matvec' }>;

/** Largest magnitude that each element of a value may have. */
export function magnitudesOf({ low, high }: Pick<IntegerValue, 'low' | 'high'>): number[] {
  return low.map((least, i) => Math.max(Math.abs(least), Math.abs(high[i])));
}

/**
 * Bound on the magnitude of every partial sum of each element of `x W`, in any order of its terms:
 * `sum_i |x_pi| |W_ij|` at every position p. `x` is the value that the `matvec` reads.
 */
export function partialSumsOf({ kernel }: Matvec, x: Pick<IntegerValue, 'low' | 'high'>): number[] {
  const { inputs, outputs, data } = kernel;
  const magnitudes = magnitudesOf(x);
  const sums = new Array<number>((magnitudes.length / inputs) * outputs).fill(0);
  for (let i = 0; i < magnitudes.length; i++) {
    const [row, to] = [(i % inputs) * outputs, Math.floor(i / inputs) * outputs];
    for (let j = 0; j < outputs; j++) sums[to + j] += magnitudes[i] * Math.abs(data[row + j]);
  }
  return sums;
}
