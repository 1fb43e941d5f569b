import { type Fixed, formatOfRange } from './fixed';
import type { IntegerValue } from './integerProgram';

/** The smallest format that holds all elements of a value; width 0 where all are the constant 0. */
export function formatOf({ low, high, fraction }: IntegerValue): Fixed {
  return formatOfRange(
    low.reduce((a, b) => Math.min(a, b), 0),
    high.reduce((a, b) => Math.max(a, b), 0),
    fraction,
  );
}
