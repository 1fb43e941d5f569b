import type { OperationKind } from '@nx-codesign/ir';
import { add } from './add';
import { constant } from './constant';
import { input } from './input';
import { leakyRelu } from './leakyRelu';
import { matvec } from './matvec';
import { normalize } from './normalize';
import { quantize } from './quantize';
import type { OperationReading } from './reading';
import { relu } from './relu';
import { reshape } from './reshape';
import { table } from './table';

/** The training plan's reading of every kernel. */
export const readings: { readonly [K in OperationKind]: OperationReading<K> } = {
  input,
  constant,
  matvec,
  add,
  normalize,
  relu,
  leakyRelu,
  table,
  reshape,
  quantize,
};
