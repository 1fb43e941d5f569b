import type { Fixed } from '@nx-codesign/ir';
import { checkFinite } from './finiteInputs';
import { checkInputFormat } from './inputFormat';

/**
 * Normalises each patch by its own range, as BraggNN does (arXiv 2008.08198, `dataset.py` of its repository), and
 * rounds it onto an unsigned format without integer bits: `floor((v - least) / (largest - least) * 2^n + 1/2)`,
 * saturated at `2^n - 1`. For whole counts every number on the way is an integer below 2^53, so the result is
 * exact. `values: [count, size]`; returns `integer * 2^-n`, zeros for a patch that is flat. Throws CodesignError
 * `dataset.inputFormat`, and `dataset.notFinite` for NaN and infinities.
 */
export function quantizePatches(values: Float32Array, size: number, format: Fixed): Float32Array {
  checkInputFormat(format);
  checkFinite(values, size);
  const levels = 2 ** format.fraction;
  const inputs = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += size) {
    const [least, largest] = rangeOf(values, start, start + size);
    const range = largest - least;
    if (range === 0) continue;
    for (let at = start; at < start + size; at++) {
      const integer = Math.floor((2 * levels * (values[at] - least) + range) / (2 * range));
      inputs[at] = Math.min(integer, levels - 1) / levels;
    }
  }
  return inputs;
}

function rangeOf(values: Float32Array, start: number, end: number): readonly [number, number] {
  let [least, largest] = [values[start], values[start]];
  for (let at = start + 1; at < end; at++) {
    if (values[at] < least) least = values[at];
    if (values[at] > largest) largest = values[at];
  }
  return [least, largest];
}
