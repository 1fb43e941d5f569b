import { rangeOf, type Fixed } from '@nx-codesign/ir';
import type { Transform } from './transform';

/** Adds normal noise to every value that is not zero, and rounds to the input format: absent values stay absent. */
export function noise(deviation: number, format: Fixed): Transform {
  const { low, high } = rangeOf(format);
  const scale = 2 ** format.fraction;
  return ({ x }, random) => {
    for (let at = 0; at < x.length; at++) {
      const [normal] = random.normalPair();
      if (x[at] === 0) continue;
      const integer = Math.floor((x[at] + deviation * normal) * scale + 0.5);
      x[at] = Math.min(high, Math.max(low, integer)) / scale;
    }
  };
}

/** Changes the sign of the given features of half of the examples, of each feature by itself. */
export function reflect(
  features: readonly (readonly number[])[],
  { perRow, format }: { readonly perRow: number; readonly format: Fixed },
): Transform {
  const { high } = rangeOf(format);
  const largest = high / 2 ** format.fraction;
  return ({ x }, random) => {
    for (const together of features) {
      if (random.uniform() < 0.5) continue;
      for (let row = 0; row < x.length; row += perRow) {
        // The smallest value of a signed format has no opposite.
        for (const feature of together) x[row + feature] = Math.min(largest, 0 - x[row + feature]);
      }
    }
  };
}
