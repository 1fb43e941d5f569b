import { CodesignError } from './error';

/** Number of elements of a shape. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Product of all axes but the last: how often a layer's matrix is used. */
export function positionsOf(shape: readonly number[]): number {
  return elementsOf(shape.slice(0, -1));
}

/**
 * Throws `shape.mismatch` unless two values can be added: they have one shape, or the second is a constant with one
 * element for each of the last axis of the first.
 */
export function checkAdded(layer: string, a: readonly number[], b: readonly number[]): void {
  if (isSameShape(a, b) || (b.length === 1 && b[0] === a.at(-1))) return;
  throw new CodesignError(
    'shape.mismatch',
    `Layer '${layer}' adds [${a.join(', ')}] and [${b.join(', ')}]: give both the same shape.`,
  );
}

/** Throws `shape.mismatch` unless two values have one shape, so that they can be multiplied element by element. */
export function checkMultiplied(layer: string, a: readonly number[], b: readonly number[]): void {
  if (isSameShape(a, b)) return;
  throw new CodesignError(
    'shape.mismatch',
    `Layer '${layer}' multiplies [${a.join(', ')}] and [${b.join(', ')}]: give both the same shape.`,
  );
}

function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** The shape without the axis before the last. Throws `shape.aggregation` for less than two axes. */
export function aggregatedShape(layer: string, shape: readonly number[]): readonly number[] {
  if (shape.length >= 2) return [...shape.slice(0, -2), shape.at(-1)!];
  throw new CodesignError(
    'shape.aggregation',
    `Layer '${layer}' aggregates the elements of [n, channels], got [${shape.join(', ')}]: put a reshape layer before it.`,
  );
}

/** Throws `shape.matrix` unless the last axis of a value is as long as a matrix has rows. */
export function checkMatrix(layer: string, shape: readonly number[], kernel: readonly number[]): void {
  if (shape.at(-1) === kernel[0]) return;
  throw new CodesignError(
    'shape.matrix',
    `Layer '${layer}' multiplies [${shape.join(', ')}] with a matrix [${kernel.join(', ')}]: the last axis does not fit.`,
  );
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
