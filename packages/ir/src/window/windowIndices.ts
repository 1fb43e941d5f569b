import type { IntegerOperation } from '../integerProgram';
import { elementsOf } from '../shapes';

/** What `windowIndices` needs to know of a `window` operation. */
export type WindowOperation = Pick<
  Extract<IntegerOperation, { kind: 'window' }>,
  'shape' | 'sizes' | 'strides' | 'before'
>;

/**
 * For each element of a window operation's value, row-major, the index of the element of its input that it is, -1 for
 * a zero outside. `inputShape: [...spatial, c]` with one or two spatial axes.
 */
export function windowIndices(operation: WindowOperation, inputShape: readonly number[]): Int32Array {
  const { shape, sizes, strides, before } = twoAxes(operation);
  const [height, width, channels] = inputShape.length === 2 ? [1, ...inputShape] : inputShape;
  const indices = new Int32Array(elementsOf(shape));
  let element = 0;
  for (let row = 0; row < shape[0]; row++) {
    for (let column = 0; column < shape[1]; column++) {
      for (let i = 0; i < sizes[0]; i++) {
        for (let j = 0; j < sizes[1]; j++) {
          const y = row * strides[0] + i - before[0];
          const x = column * strides[1] + j - before[1];
          const inside = y >= 0 && y < height && x >= 0 && x < width;
          const first = (y * width + x) * channels;
          for (let c = 0; c < channels; c++) indices[element++] = inside ? first + c : -1;
        }
      }
    }
  }
  return indices;
}

/** A window over one axis as one over a single row. */
function twoAxes(operation: WindowOperation): WindowOperation {
  if (operation.sizes.length === 2) return operation;
  const { shape, sizes, strides, before } = operation;
  return { shape: [1, ...shape], sizes: [1, ...sizes], strides: [1, ...strides], before: [0, ...before] };
}
