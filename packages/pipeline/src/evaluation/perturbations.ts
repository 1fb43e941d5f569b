import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { rangeOf, type Fixed, type Network } from '@nx-codesign/ir';
import { leastCount } from './leastCount';

/** Inputs of samples, `[count, inputs]`, on the grid of their format. */
export interface Inputs {
  readonly x: Float32Array;
  readonly count: number;
  readonly format: Fixed;
  /** Zeros are what is not there, as in a set that is padded, and noise leaves them alone. Default: they are values. */
  readonly padded?: boolean;
}

/**
 * Samples of a network's input. Two axes of a signed format are a set, real features of constituents, whose absent ones are
 * zeros; images have pixels, which are unsigned, or a third axis.
 */
export function inputsOf(
  { shape, format }: Network['input'],
  { x, count }: Pick<Inputs, 'x' | 'count'>,
): Inputs {
  return { x, count, format, padded: shape.length === 2 && format.signed };
}

/** Uniform draws that add up to a nearly normal one of variance 1 (Irwin-Hall); no logarithm, so the same everywhere. */
const drawsPerNormal = 12;
const words = 2 ** 32;

/**
 * Values with noise of `level` times the standard deviation of all inputs, on the grid again. Of padded inputs what is not
 * there stays zero, as under the noise of training (`dataset.augment`).
 */
export function withNoise(inputs: Inputs, level: number, seed: number): Float32Array {
  const uniform = uniformDraws(seed);
  const deviation = level * standardDeviation(inputs.x);
  return onGrid(inputs, (value) => {
    let normal = -drawsPerNormal / 2;
    for (let draw = 0; draw < drawsPerNormal; draw++) normal += uniform();
    return inputs.padded && value === 0 ? 0 : value + deviation * normal;
  });
}

/** All values times `gain`, on the grid again. */
export function withGain(inputs: Inputs, gain: number): Float32Array {
  return onGrid(inputs, (value) => value * gain);
}

/** A share of the inputs, the same ones of every sample, at 0; one at least unless the share is 0. */
export function withDeadInputs({ x, count }: Inputs, share: number, seed: number): Float32Array {
  const inputs = x.length / count;
  const dead = new Set(shuffled(inputs, uniformDraws(seed)).slice(0, leastCount(share, inputs)));
  return x.map((value, at) => (dead.has(at % inputs) ? 0 : value));
}

function uniformDraws(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  return () => ((random.next() >>> 0) + 0.5) / words;
}

/** Rounded half up, out of range to the nearest end, as the data set's inputs were. */
function onGrid({ x, format }: Inputs, change: (value: number) => number): Float32Array {
  const { low, high } = rangeOf(format);
  const scale = 2 ** format.fraction;
  return x.map((value) => {
    const integer = Math.floor(change(value) * scale + 0.5);
    return Math.min(high, Math.max(low, integer)) / scale;
  });
}

function standardDeviation(values: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
}

/** Fisher-Yates. */
function shuffled(count: number, uniform: () => number): number[] {
  const indices = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    [indices[last], indices[other]] = [indices[other], indices[last]];
  }
  return indices;
}
