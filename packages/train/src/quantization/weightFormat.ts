import type { ChannelFormats } from '@nx-codesign/ir';
import { activationFormat, type RangeGrain } from './activationFormat';

/**
 * The signed format of a width, or one for each output, with the least squared rounding error on a kernel
 * `[inputs, outputs]`. A scale for each output loses less at few bits (Krishnamoorthi 2018, arXiv 1806.08342, section
 * 3.1.2) but leaves fewer weights with zero bits.
 */
export function weightFormat(
  kernel: Float32Array,
  { width, grain, outputs }: { readonly width: number; readonly grain: RangeGrain; readonly outputs: number },
): ChannelFormats {
  return activationFormat(kernel, { signed: true, width }, { grain, channels: outputs });
}
