import type { Signal } from '../adderGraph/graph';
import type { GraphBuilder } from '../adderGraph/graphBuilder';
import type { DspBlock } from './dspBlock';
import { signedWidth } from './signedWidth';

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Whether a block takes both operands. */
export function fitsBlock({ aBits, bBits }: DspBlock, a: Bounds, b: Bounds): boolean {
  const widths = [signedWidth(a), signedWidth(b)];
  return Math.max(...widths) <= aBits && Math.min(...widths) <= bBits;
}

/** `a b` in a DSP block; both fit (`fitsBlock`) and neither is a constant. */
export function multiplyInBlock(builder: GraphBuilder, a: Signal, b: Signal): Signal {
  const whole = [a, b].map(({ node }): Signal => ({ node, shift: 0 }));
  const [wider, narrower] =
    signedWidth(builder.bounds(whole[0])) >= signedWidth(builder.bounds(whole[1]))
      ? whole
      : [...whole].reverse();
  const product = builder.multiplyAdd(wider, narrower);
  return { node: product.node, shift: product.shift + a.shift + b.shift };
}
