import type { Numbers } from '../hdf5/hdf5File';

/** Numbers with a shape, as a file holds them. */
export interface NumberArray {
  readonly shape: readonly number[];
  /** Whether the elements are whole numbers by type. */
  readonly isInteger: boolean;
  /** Elements `from` to `to` in row-major order; no copy where the file's bytes allow it. */
  read(from: number, to: number): Numbers;
  close?(): void;
}

/** Product of the axes. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
