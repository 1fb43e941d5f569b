import type { ValueId } from '@nx-codesign/ir';
import type { Address } from './kernels';

/** Rows of a value in groups: tap t of position p lies at `offsets[p] + taps[t]` of each example. Addresses of int32 tables. */
export interface Taps {
  /** The value that the rows belong to. */
  readonly x: ValueId;
  readonly address: Address;
  readonly exampleBytes: number;
  readonly positions: number;
  readonly offsets: Address;
  readonly tapCount: number;
  readonly taps: Address;
  /** Where zeros lie around the rows: how they were copied there, row of an image by row. */
  readonly border?: Border;
}

/** Blocks of `bytes` bytes, block i at `inside[i]` of an example of x and at `outside[i]` with its border. */
export interface Border {
  readonly inside: Address;
  readonly outside: Address;
  readonly blocks: number;
  readonly bytes: number;
}

/** The windows of a value, for products. */
export interface Windows extends Taps {
  /** Offsets of the window's runs of contiguous floats. */
  readonly segments: Address;
  readonly segmentCount: number;
  readonly segmentBytes: number;
  /** Offset of every element of a window. */
  readonly elements: Address;
  /** Elements of a window. */
  readonly inner: number;
  readonly channels: number;
}
