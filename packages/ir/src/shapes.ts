import { CodesignError } from './error';

/** Number of elements of a shape. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Throws `shape.vector` unless a layer's input has one dimension. */
export function checkVector(layer: string, shape: readonly number[]): void {
  if (shape.length === 1) return;
  throw new CodesignError(
    'shape.vector',
    `Layer '${layer}' needs a flat input [n], got [${shape.join(', ')}]: put a flatten layer before it.`,
  );
}

/** Throws `shape.mismatch` unless two shapes are the same. */
export function checkSameShape(layer: string, a: readonly number[], b: readonly number[]): void {
  if (a.length === b.length && a.every((size, i) => size === b[i])) return;
  throw new CodesignError('shape.mismatch', `Layer '${layer}' adds [${a.join(', ')}] and [${b.join(', ')}].`);
}

/** `wanted` with its -1, if any, replaced by what is left. Throws `shape.reshape` if the elements do not fit. */
export function reshaped(
  layer: string,
  shape: readonly number[],
  wanted: readonly number[],
): readonly number[] {
  const elements = elementsOf(shape);
  const stated = elementsOf(wanted.filter((size) => size !== -1));
  const result = wanted.map((size) => (size === -1 ? elements / stated : size));
  if (elementsOf(result) === elements && result.every(Number.isInteger)) return result;
  throw new CodesignError(
    'shape.reshape',
    `Layer '${layer}' reshapes [${shape.join(', ')}] to [${wanted.join(', ')}]: the elements do not fit.`,
  );
}
