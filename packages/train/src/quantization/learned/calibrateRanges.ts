import { deadIntegers, type ChannelWidths, type LearnedSession } from '../../engines/wasm';
import type { Sample } from '../valueOf';

/** Share of a channel's values that may lie beyond its range, where they saturate. */
const saturatedShare = 1e-4;
/** Exponents of float32 that are told apart; the lowest also holds 0. */
const exponents = 256;
/** `2^(exponent - offset)` is above a float32 of this biased exponent. */
const exponentOffset = 126;

export interface CalibrationOptions {
  readonly values: Readonly<Record<string, ChannelWidths>>;
  readonly sample: Sample;
  /** Largest batch of the session. */
  readonly maxBatch: number;
}

/**
 * The integer bits of every channel by the values that a sample gives it now: the fewest that hold all but one in
 * 10,000. A channel that is always 0 is dead.
 */
export function calibrateRanges(
  session: LearnedSession,
  { values, sample, maxBatch }: CalibrationOptions,
): Readonly<Record<string, ChannelWidths>> {
  const layers = Object.entries(values);
  const counts = new Map(
    layers.map(([name, { integers }]) => [name, new Int32Array(integers.length * exponents)]),
  );
  const inputs = sample.x.length / sample.count;
  for (let first = 0; first < sample.count; first += maxBatch) {
    const rows = Math.min(maxBatch, sample.count - first);
    session.forward(sample.x.subarray(first * inputs, (first + rows) * inputs), rows);
    for (const [name, { integers }] of layers) {
      countExponents(session.unrounded(name, rows), counts.get(name)!, integers.length);
    }
  }
  return Object.fromEntries(
    layers.map(([name, widths]) => [name, { ...widths, integers: rangesOf(counts.get(name)!) }]),
  );
}

function countExponents(values: Float32Array, counts: Int32Array, channels: number): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) counts[(i % channels) * exponents + ((bits[i] >>> 23) & 255)]++;
}

function rangesOf(counts: Int32Array): Int32Array {
  return Int32Array.from({ length: counts.length / exponents }, (_, channel) => {
    const own = counts.subarray(channel * exponents, (channel + 1) * exponents);
    let beyond = saturatedShare * own.reduce((sum, count) => sum + count, 0);
    let exponent = exponents - 1;
    while (exponent > 0 && own[exponent] <= beyond) beyond -= own[exponent--];
    return exponent === 0 ? deadIntegers : Math.max(deadIntegers, exponent - exponentOffset);
  });
}
