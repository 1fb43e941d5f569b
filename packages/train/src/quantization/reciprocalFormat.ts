import { trace, type Fixed, type Network } from '@nx-codesign/ir';

/** Widest constant tried. */
const mostBits = 16;

/**
 * The narrowest format of a mean's 1/N that adds at most a quarter of a step to results of `width` bits: relative error
 * at most `2^-(width + 2)`. undefined for a layer that takes no mean, and where 1/N is a power of two and exact.
 */
export function reciprocalFormat(network: Network, layer: string, width: number): Fixed | undefined {
  const { operations } = trace(network);
  const scale = operations.find((operation) => operation.layer === layer && operation.kind === 'scale');
  if (scale?.kind !== 'scale') return undefined;
  const { factor } = scale;
  let integer = 0;
  while (factor <= 2 ** (integer - 1)) integer--;
  if (factor === 2 ** integer || factor === 2 ** (integer - 1)) return undefined;
  for (let bits = 1; ; bits++) {
    const fraction = bits - integer;
    const rounded = Math.floor(factor * 2 ** fraction + 0.5) / 2 ** fraction;
    const error = Math.abs(rounded / factor - 1);
    if (bits === mostBits || error <= 2 ** -(width + 2)) return { signed: false, integer, fraction };
  }
}
