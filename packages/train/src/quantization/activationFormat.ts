import type { ChannelFormats, Fixed } from '@nx-codesign/ir';
import { leastSquaresFormat } from './leastSquaresFormat';

/** Whether all channels of a value share one range, or each has its own. */
export type RangeGrain = 'tensor' | 'channel';

/** A channel's range is at most this many bits below that of all: finer ones would widen every sum that it enters. */
const mostBitsBelow = 3;

/** The format of a width, or one for each channel, with the least squared rounding error on values `[count, channels]`. */
export function activationFormat(
  values: Float32Array,
  type: { readonly signed: boolean; readonly width: number },
  { grain, channels }: { readonly grain: RangeGrain; readonly channels: number },
): ChannelFormats {
  const shared = leastSquaresFormat(values, type);
  if (grain === 'tensor') return shared;
  return Array.from({ length: channels }, (_, channel) => {
    const own = leastSquaresFormat(columnOf(values, channel, channels), type);
    return withInteger(own, Math.max(own.integer, shared.integer - mostBitsBelow));
  });
}

function columnOf(values: Float32Array, channel: number, channels: number): Float32Array {
  return Float32Array.from(
    { length: values.length / channels },
    (_, row) => values[row * channels + channel],
  );
}

/** The same width around another number of integer bits. */
function withInteger({ signed, integer, fraction }: Fixed, other: number): Fixed {
  return { signed, integer: other, fraction: fraction + integer - other };
}
