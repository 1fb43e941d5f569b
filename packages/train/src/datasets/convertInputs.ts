import type { Fixed } from '@nx-codesign/ir';
import { quantizeFeatures } from './featureFormat';
import { quantizePixels } from './inputFormat';
import type { Normalisation } from './normalisation';
import { quantizePatches } from './patchFormat';
import { resizeByArea } from './resizeByArea';

/** How source values become inputs. */
export interface Conversion {
  /** Shape of one source example. */
  readonly shape: readonly number[];
  readonly normalisation: Normalisation;
  readonly inputFormat: Fixed;
  /** Height and width to average images of bytes down to. */
  readonly resize?: readonly [number, number];
}

/** Source values `[rows, ...shape]` on the grid of the input format. Throws CodesignError `dataset.inputFormat`. */
export function convertInputs(values: Uint8Array | Float32Array, conversion: Conversion): Float32Array {
  const { shape, normalisation, inputFormat, resize } = conversion;
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (!(values instanceof Float32Array)) {
    if (!resize)
      return quantizePixels({ numerators: Float64Array.from(values), denominator: 1 }, inputFormat);
    const [height, width] = shape;
    return quantizePixels(
      resizeByArea(values, { count: values.length / size, height, width }, resize),
      inputFormat,
    );
  }
  return 'offset' in normalisation
    ? quantizeFeatures(values, normalisation, inputFormat)
    : quantizePatches(values, size, inputFormat);
}
