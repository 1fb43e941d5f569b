import { createHash } from 'node:crypto';
import { rangeOf, type Fixed } from '@nx-codesign/ir';

export interface Stimuli {
  /** `[count, inputs]`: test samples first, then corner cases, then random vectors. */
  readonly integers: Int32Array;
  readonly count: number;
  readonly testSamples: number;
}

export interface StimuliOptions {
  /** Test samples `[testSamples, inputs]` as integers of the format. */
  readonly samples: Int32Array;
  readonly inputs: number;
  readonly format: Fixed;
  /** Half of them uniform over the format, half of its two extremes only, which saturate most. */
  readonly randomVectors: number;
  readonly seed: number;
}

/**
 * The vectors that a design is verified with: every test sample, then all-minimum, all-maximum, both
 * alternations of the two, and seeded random vectors.
 */
export function makeStimuli({ samples, inputs, format, randomVectors, seed }: StimuliOptions): Stimuli {
  const { low, high } = rangeOf(format);
  const corners = [
    () => low,
    () => high,
    (input: number) => (input % 2 === 0 ? low : high),
    (input: number) => (input % 2 === 0 ? high : low),
  ].flatMap((corner) => Array.from({ length: inputs }, (_, input) => corner(input)));
  const uniform = Math.ceil(randomVectors / 2) * inputs;
  const random = randomWords(randomVectors * inputs, seed).map((word, at) =>
    at < uniform ? low + (word % (high - low + 1)) : word % 2 === 0 ? low : high,
  );
  const testSamples = samples.length / inputs;
  const integers = new Int32Array(samples.length + corners.length + random.length);
  integers.set(samples);
  integers.set(corners, samples.length);
  integers.set(random, samples.length + corners.length);
  return { integers, count: integers.length / inputs, testSamples };
}

const wordBytes = 4;

/** 32-bit words of SHA-256 in counter mode; formats have a power of two of integers, so a remainder is uniform. */
function randomWords(count: number, seed: number): number[] {
  const words: number[] = [];
  for (let block = 0; words.length < count; block++) {
    const digest = createHash('sha256').update(`${seed}:${block}`).digest();
    for (let at = 0; at < digest.length; at += wordBytes) words.push(digest.readUInt32LE(at));
  }
  return words.slice(0, count);
}
