import { Type, type Static, type TObject } from '@sinclair/typebox';
import { channelFormatsOf } from '../channelFormats';
import { fixedOf } from '../fixed';
import type { Kernels } from '../kernels';

/** The formats in the config of every aggregation. */
export const aggregationFormats = {
  reciprocal: Type.Optional(
    fixedOf('Format of 1/N in a mean of N values; needed in hardware where N is no power of two.'),
  ),
  output: Type.Optional(
    channelFormatsOf('Format that the results are rounded to; they stay exact if silent.'),
  ),
};

/** What the configs of all aggregations share. */
export type AggregationFormats = Static<TObject<typeof aggregationFormats>>;

/**
 * The mean over the axis before the last: the sum times 1/N. An N that is a power of two is a shift and exact;
 * any other 1/N is rounded to `reciprocal`.
 */
export function mean<V>(k: Kernels<V>, x: V, reciprocal: AggregationFormats['reciprocal']): V {
  const count = k.shapeOf(x).at(-2)!;
  const isPowerOfTwo = (count & (count - 1)) === 0;
  return k.scale(k.sum(x), 1 / count, isPowerOfTwo ? undefined : reciprocal);
}
