import { elementRange } from '../gates/elementPorts';
import { beatsOf, type InputStimulus } from '../gates/stimulus';
import { xorshift } from './xorshift';

/** Smallest and largest integer of each input, by its port. */
export function inputRanges(
  stimulus: InputStimulus,
): readonly { readonly low: number; readonly high: number }[] {
  const inputs = stimulus.inputs.length / stimulus.count;
  const ranges = Array.from({ length: inputs }, () => ({ low: 0, high: 0 }));
  for (const beat of beatsOf(stimulus)) {
    beat.forEach((input, port) => {
      if (input >= 0) ranges[input] = elementRange(stimulus.inputPorts[port]);
    });
  }
  return ranges;
}

/**
 * `[count, inputs]` integers that reach what usual ones do not. In turn: a given vector with some inputs changed, any
 * values among zeros, any values among extremes, all of them extremes; the share of each kind is another in every vector.
 * The same for the same seed.
 */
export function candidateVectors(
  stimulus: InputStimulus,
  { count, seed }: { readonly count: number; readonly seed: number },
): Int32Array {
  const ranges = inputRanges(stimulus);
  const random = xorshift(seed);
  const vectors = new Int32Array(count * ranges.length);
  for (let vector = 0; vector < count; vector += 1) {
    const share = random() ** 2;
    const given = Math.floor(random() * stimulus.count) * ranges.length;
    ranges.forEach(({ low, high }, input) => {
      const usual = [
        stimulus.inputs[given + input],
        Math.min(high, Math.max(low, 0)),
        random() < 0.5 ? low : high,
        random() < share ? low : high,
      ][vector % 4];
      const isChanged = vector % 4 !== 3 && random() < share;
      vectors[vector * ranges.length + input] = isChanged
        ? low + Math.floor(random() * (high - low + 1))
        : usual;
    });
  }
  return vectors;
}

/** Each vector as it is, then `count` times with a small, varying share of its inputs changed to any value. */
export function variedVectors(
  stimulus: InputStimulus,
  vectors: readonly Int32Array[],
  count: number,
): Int32Array {
  const ranges = inputRanges(stimulus);
  const random = xorshift(2);
  const all = vectors.flatMap((vector) =>
    Array.from({ length: count + 1 }, (_, variation) => {
      const share = variation === 0 ? 0 : random() ** 2;
      return ranges.map(({ low, high }, input) =>
        random() < share ? low + Math.floor(random() * (high - low + 1)) : vector[input],
      );
    }),
  );
  return Int32Array.from(all.flat());
}
