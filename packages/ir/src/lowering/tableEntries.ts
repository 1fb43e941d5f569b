import { type Fixed, toInteger } from '../fixed';
import type { TableFunction } from '../program';
import { gaussianErrorLinear, hyperbolicTangent, logistic } from './elementary';

/** The functions that a table may hold, by name. */
const tabulated: Readonly<Record<TableFunction, (x: number) => number>> = {
  tanh: hyperbolicTangent,
  sigmoid: logistic,
  gelu: gaussianErrorLinear,
};

export interface TableRange {
  /** Smallest and largest input integer; the first entry belongs to `low`. */
  readonly low: number;
  readonly high: number;
  /** Fraction of the input integers. */
  readonly fraction: number;
}

/**
 * The table of a function: for each input integer `low ... high` the output integer
 * `clamp(floor(f(input 2^-fraction) / step + 1/2))` in the output format.
 */
export function tableEntries(
  name: TableFunction,
  { low, high, fraction }: TableRange,
  output: Fixed,
): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) =>
    toInteger(tabulated[name]((low + i) * 2 ** -fraction), output),
  );
}
