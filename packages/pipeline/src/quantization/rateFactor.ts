import type { Bits } from './precisions';

/** From this width on, the learning rate is the study's. */
const fineBits = 8;

/**
 * What a learning rate is multiplied by where weights are rounded: steps grow with the steps of the weights, by the root
 * of 2 for each bit below 8. At 4 bits a rate that suits 8 leaves most weights where they are.
 */
export function rateFactor(weightBits: Bits): number {
  const bits = typeof weightBits === 'number' ? weightBits : Math.min(...Object.values(weightBits));
  return Math.sqrt(2 ** Math.max(0, fineBits - bits));
}
