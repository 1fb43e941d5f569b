import type { AdderGraph } from '../adderGraph/graph';
import type { Schedule } from '../pipelining/schedule';

/**
 * Where one element of a vector lies in a packed bus: bits `offset ... offset + width - 1`, element 0 at bit 0.
 * The integer there times `2^-fraction` is the value. A width of 0 is an element that is always 0 or not read and has
 * no bits.
 */
export interface ElementPort {
  readonly offset: number;
  readonly width: number;
  readonly signed: boolean;
  readonly fraction: number;
}

/**
 * One pipelined Verilog module (`clk`, `x`, `y`): a `matvec`, a maximum, a sum or a residual add with the element-wise
 * operations that follow it, at one position. Layers that are applied at many positions instantiate it once for each.
 */
export interface DesignModule {
  /** Verilog identifier, from the name of the module's first layer. */
  readonly name: string;
  /** Names of the network's layers that the module computes, in order. */
  readonly layers: readonly string[];
  /** What the elements of `x` are, in words. */
  readonly reads: string;
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

/** What an element of a bus is: a constant, or an element of the design's input or of an instance's result. */
export type ElementSource = { readonly constant: number } | DelayedElement;

export interface DelayedElement {
  /** Index of the instance; `undefined` for the design's input. */
  readonly instance: number | undefined;
  readonly element: number;
  /** Registers between there and here. */
  readonly delayCycles: number;
}

/** A module at one position. */
export interface DesignInstance {
  /** Verilog identifier, from the names of the module and the position. */
  readonly name: string;
  /** Index of its module. */
  readonly module: number;
  /** Where in the layer's value, by axis; empty for a layer that is applied once. */
  readonly position: readonly number[];
  /** Clock edges from the design's input to the instance's. */
  readonly startCycle: number;
  /** By element of the module's input. */
  readonly inputs: readonly ElementSource[];
}

/** A network as a plain pipeline: ports `clk`, `x`, `y`; one vector per clock, the result after `latencyCycles`. */
export interface Design {
  /** Name of the top module. */
  readonly name: string;
  /** Canonical name of the part that it is pipelined for. */
  readonly part: string;
  readonly clockPeriodNs: number;
  /** Each different module once, in the order of the layers. */
  readonly modules: readonly DesignModule[];
  /** Each after those that it reads. */
  readonly instances: readonly DesignInstance[];
  readonly inputPorts: readonly ElementPort[];
  readonly outputPorts: readonly ElementPort[];
  /** By element of the output. */
  readonly outputs: readonly ElementSource[];
  readonly latencyCycles: number;
  readonly initiationInterval: 1;
  /** Flip-flops of the top module: values that wait for others. */
  readonly delayBits: number;
}
