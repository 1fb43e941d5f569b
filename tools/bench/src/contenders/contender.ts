import type { Weights } from '@nx-codesign/ir';
import type { Benchmarked, NetworkName } from '../networks';

/** One training to be timed: the same network, weights and batch for every contender. */
export interface BenchCase {
  readonly name: NetworkName;
  readonly quantized: boolean;
  readonly batch: number;
  readonly benchmarked: Benchmarked;
  readonly weights: Weights;
  /** `[batch, inputs]`. */
  readonly x: Float32Array;
  /** Labels `[batch]`, or targets `[batch, outputs]`. */
  readonly y: Int32Array | Float32Array;
}

/** One way to train, in this process or another. */
export interface Contender {
  readonly name: string;
  /** Undefined where this contender cannot or should not run the case. */
  prepare(benchCase: BenchCase): Promise<Prepared | undefined>;
  close(): void;
}

/** A network ready to step on its one batch. */
export interface Prepared {
  /** Mean loss of the batch before the first step: the same for all who compute the same thing. */
  readonly firstLoss: number;
  /** The fastest of the ways that were tried, where there were several. */
  readonly setup?: string;
  /** Milliseconds per step: forward, backward and Adam, mean over so many steps. */
  time(steps: number): Promise<number>;
  dispose(): void;
}
