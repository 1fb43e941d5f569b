import { Type } from '@sinclair/typebox';
import { type Fixed, Fixed as fixedSchema, widthOf } from './fixed';

/** One format for a whole tensor, or one for each element of its last axis (its channels). */
export type ChannelFormats = Fixed | readonly Fixed[];

/** The schema of a format, or a list of formats, that stands for something: what, is its description. */
export function channelFormatsOf(description: string) {
  return Type.Unsafe<ChannelFormats>({
    description: `${description} A list has one format for each channel.`,
    if: { type: 'array' },
    then: { type: 'array', minItems: 1, items: fixedSchema },
    else: fixedSchema,
  });
}

/** Whether there is one format for each channel. */
export function isPerChannel(formats: ChannelFormats): formats is readonly Fixed[] {
  return Array.isArray(formats);
}

/** The formats as a list: 1 entry, or one for each channel. */
export function formatsOf(formats: ChannelFormats): readonly Fixed[] {
  return isPerChannel(formats) ? formats : [formats];
}

/** The format of an element, given by its index in row-major order. */
export function formatAt(formats: ChannelFormats, element: number): Fixed {
  return isPerChannel(formats) ? formats[element % formats.length] : formats;
}

/**
 * The fraction that all channels share: the finest of those that hold anything but 0. A channel of width 0 is the
 * constant 0 and needs none.
 */
export function commonFraction(formats: ChannelFormats): number {
  const list = formatsOf(formats);
  const live = list.filter((format) => widthOf(format) > 0);
  return (live.length > 0 ? live : list).reduce(
    (finest, { fraction }) => Math.max(finest, fraction),
    -Infinity,
  );
}
