import type { AdderGraph } from '../adderGraph/graph';
import type { Schedule } from '../pipelining/schedule';

/**
 * Where one element of a vector lies in a packed bus: bits `offset ... offset + width - 1`, element 0 at bit 0.
 * The integer there times `2^-fraction` is the value. A width of 0 is an element that is always 0 and has no bits.
 */
export interface ElementPort {
  readonly offset: number;
  readonly width: number;
  readonly signed: boolean;
  readonly fraction: number;
}

/** One pipelined Verilog module (`clk`, `x`, `y`): a `matvec` and the element-wise operations that follow it. */
export interface DesignModule {
  /** Verilog identifier, from the name of the module's first layer. */
  readonly name: string;
  /** Names of the network's layers that the module computes, in order. */
  readonly layers: readonly string[];
  /** Clock edges from `x` to `y`. */
  readonly latencyCycles: number;
  readonly input: readonly ElementPort[];
  readonly output: readonly ElementPort[];
  readonly graph: AdderGraph;
  readonly schedule: Schedule;
  /** Result bits of all adders that need logic: the first-order measure of LUTs. */
  readonly adderBits: number;
  /** Flip-flops of the pipeline, output registers included. */
  readonly registerBits: number;
}

/** A network as a plain pipeline: ports `clk`, `x`, `y`; one vector per clock, the result after `latencyCycles`. */
export interface Design {
  /** Name of the top module. */
  readonly name: string;
  /** Canonical name of the part that it is pipelined for. */
  readonly part: string;
  readonly clockPeriodNs: number;
  /** In order; the output bus of each is the input bus of the next. */
  readonly modules: readonly DesignModule[];
  readonly inputPorts: readonly ElementPort[];
  readonly outputPorts: readonly ElementPort[];
  readonly latencyCycles: number;
  readonly initiationInterval: 1;
}
