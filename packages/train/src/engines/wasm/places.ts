import type { Address, KernelCall } from './kernels';

/** Where a value lies: one row per example, or one row for all of them (weights). */
export interface Place {
  readonly address: Address;
  /** Bytes of a row. */
  readonly stride: number;
  readonly perExample: boolean;
}

/** Numbers that the session writes once, before the first call. */
export interface PlannedConstant {
  readonly address: Address;
  readonly data: Float32Array;
}

/** The static lists of kernel calls. */
export interface CallLists {
  /** Once, after the constants are written. */
  readonly setup: KernelCall[];
  /** Once per step or inference: what depends on the weights alone. */
  readonly prepare: KernelCall[];
  readonly training: KernelCall[];
  readonly inference: KernelCall[];
  readonly backward: KernelCall[];
}

/** Bytes of a place that a call on so many examples touches. */
export function bytesIn({ stride, perExample }: Place, rows: number): number {
  return perExample ? rows * stride : stride;
}
