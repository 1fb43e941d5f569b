import type { SearchVariant } from '../records/variants';

/** `w4-6-5 a4 z30`: searched widths of the weights, by layer where these differ, of the activations, percent of zeros. */
export function widthsText({
  weightBits,
  activationBits,
  sparsity,
}: NonNullable<SearchVariant['searched']>): string {
  const weights = typeof weightBits === 'number' ? String(weightBits) : Object.values(weightBits).join('-');
  return `w${weights} a${activationBits} z${Math.round(sparsity * 100)}`;
}
