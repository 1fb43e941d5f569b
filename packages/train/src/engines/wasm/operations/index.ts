import type { OperationKind } from '@nx-codesign/ir';
import { add } from './add';
import { constant } from './constant';
import { dropout } from './dropout';
import { input } from './input';
import { leakyRelu } from './leakyRelu';
import { matvec } from './matvec';
import { max } from './max';
import { multiply } from './multiply';
import { normalize } from './normalize';
import { quantize } from './quantize';
import type { OperationReading } from './reading';
import { relu } from './relu';
import { reshape } from './reshape';
import { scale } from './scale';
import { sum } from './sum';
import { table } from './table';
import { window } from './window';

/** The training plan's reading of every kernel. */
export const readings: { readonly [K in OperationKind]: OperationReading<K> } = {
  input,
  constant,
  matvec,
  add,
  multiply,
  window,
  max,
  sum,
  scale,
  dropout,
  normalize,
  relu,
  leakyRelu,
  table,
  reshape,
  quantize,
};
