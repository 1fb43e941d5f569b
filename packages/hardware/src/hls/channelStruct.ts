import {
  CodesignError,
  formatOfRange,
  rangeOf,
  type Fixed,
  type IntegerOperation,
  type QuantizeChannel,
} from '@nx-codesign/ir';
import { apType, decimalLiteral, smallestFormat } from './numbers';
import type { HlsStruct } from './plan';

type Quantize = Extract<IntegerOperation, { kind: 'quantize' }>;

/**
 * Whether the type of an array cannot say how its values saturate: formats by channel, or nothing above 0 while C++ has
 * no type that holds 0 only.
 */
export function hasOwnFormats({ channels, low, high }: Quantize): boolean {
  const isZero = channels[0].maximum === 0 && [...low, ...high].every((bound) => bound === 0);
  return channels.length > 1 || isZero;
}

/** The members of a struct that rounds each channel to a format of its own. */
export function channelMembers(operation: Quantize): HlsStruct['members'] {
  return [
    'template <class X, class Y> static void quantize(const X x[], Y y[], const int at)',
    '{',
    '#pragma HLS INLINE',
    ...operation.channels.map(
      (channel, c) => `    y[at + ${c}] = ${rounded(operation, channel, `x[at + ${c}]`)};`,
    ),
    '}',
  ];
}

/** Throws `hls.quantizeRange` for a quantiser that saturates where no fixed-point format ends. */
export function saturationError(layer: string, { minimum, maximum }: QuantizeChannel): CodesignError {
  return new CodesignError(
    'hls.quantizeRange',
    `Layer '${layer}' saturates at ${minimum} and ${maximum}, which are not the ends of a fixed-point format.`,
  );
}

function rounded({ layer, fraction, round }: Quantize, channel: QuantizeChannel, x: string): string {
  if (isDead(channel)) return '0';
  const format = formatOfChannel(layer, channel, fraction - channel.lift);
  const half = apType(smallestFormat([1], format.fraction + 1), 'wrap');
  const sum =
    round === 'half-up' && channel.shift > 0
      ? `${x} + ${half}(${decimalLiteral(1, format.fraction + 1)})`
      : x;
  return `${apType(format, 'saturate')}(${sum})`;
}

function isDead({ minimum, maximum }: QuantizeChannel): boolean {
  return minimum === 0 && maximum === 0;
}

function formatOfChannel(layer: string, channel: QuantizeChannel, fraction: number): Fixed {
  const format = formatOfRange(channel.minimum, channel.maximum, fraction);
  const { low, high } = rangeOf(format);
  if (low !== channel.minimum || high !== channel.maximum) throw saturationError(layer, channel);
  return format;
}
