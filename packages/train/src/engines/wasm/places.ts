import type { Address, Kernels } from './kernels';

/** Where a value lies: rows (its positions) of each example, or of a weight that is the same for all. */
export interface Place {
  readonly address: Address;
  /** Rows of an example. */
  readonly rows: number;
  /** Floats of a row that count; up to `stride` lie zeros, which gradients keep exactly. */
  readonly columns: number;
  /** Bytes of a row. */
  readonly stride: number;
  readonly perExample: boolean;
  /** A kernel's number of panels, each with `rows / panels` of its rows. */
  readonly panels?: number;
}

/** Numbers that the session writes once, before the first call. */
export interface PlannedConstant {
  readonly address: Address;
  readonly data: Float32Array | Int32Array;
}

/** Which examples a call computes with. */
export interface Pass {
  /** The first one's number in its batch. */
  readonly first: number;
  /** A number that changes with every step. */
  readonly seed: number;
}

/** One kernel call of a plan for `examples` examples. */
export type KernelCall = (kernels: Kernels, examples: number, pass: Pass) => void;

/** The static lists of kernel calls. A step runs `training`, the loss and `backward` for a chunk of examples at a time. */
export interface CallLists {
  /** Once, after the constants are written. */
  readonly setup: KernelCall[];
  /** Once per step or inference: what depends on the weights alone. */
  readonly prepare: KernelCall[];
  /** Once per step: gradients that the chunks add to become 0, and kernels are turned for the way back. */
  readonly begin: KernelCall[];
  readonly training: KernelCall[];
  readonly inference: KernelCall[];
  readonly backward: KernelCall[];
  /** Once per step, after the last chunk: gradients of what depends on the weights alone. */
  readonly finish: KernelCall[];
}

/** Rows of so many examples. */
export function rowsIn({ rows, perExample }: Place, examples: number): number {
  return perExample ? examples * rows : rows;
}

/** Bytes of a place that a call on so many examples touches. */
export function bytesIn(place: Place, examples: number): number {
  return rowsIn(place, examples) * place.stride;
}

/** Bytes of one example. */
export function exampleBytes({ rows, stride }: Place): number {
  return rows * stride;
}

/** Whether rows follow each other without padding, so that any shape of the same elements has the same layout. */
export function isDense({ columns, stride }: Place): boolean {
  return columns * Float32Array.BYTES_PER_ELEMENT === stride;
}
