import type { AdderGraph } from '../adderGraph/graph';
import type { BlockOptions } from '../multipliers/blockOptions';
import type { Schedule } from '../pipelining/schedule';
import type { DesignOptions } from './designOptions';

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
  /** DSP blocks, if it has any. */
  readonly dsps?: number;
}

/**
 * What an element of a bus is: a constant, an element of the design's input or of an instance's result, or one after
 * the other.
 */
export type ElementSource = SteadySource | PhasedSource;

export type SteadySource = { readonly constant: number } | DelayedElement;

export interface DelayedElement {
  /** Index of the instance; `undefined` for the design's input. */
  readonly instance: number | undefined;
  /** Element of the instance's result, or of the beat that is on the design's input. */
  readonly element: number;
  /** Registers between there and here. */
  readonly delayCycles: number;
}

/** A selection by the phase of the instance that reads it; designs with an initiation interval of 1 have none. */
export interface PhasedSource {
  /** By phase, from 0 to the initiation interval - 1. */
  readonly phases: readonly SteadySource[];
}

/** What an instance computes in one cycle of each vector. */
export interface InstanceUse {
  /** Cycles after the instance's `startCycle`, less than the initiation interval. */
  readonly phase: number;
  /** Where in the layer's value, by axis; empty for a layer that is applied once. */
  readonly position: readonly number[];
}

/** A module with what it reads: at one position, or at several one after the other. */
export interface DesignInstance {
  /** Verilog identifier, from the names of the module and the position. */
  readonly name: string;
  /** Index of its module. */
  readonly module: number;
  /** Of its first use. */
  readonly position: readonly number[];
  /** Clock edges from the first beat of a vector at the design's input to the instance's first use for it. */
  readonly startCycle: number;
  /** In the order of their phases. What comes out in other phases means nothing. */
  readonly uses: readonly InstanceUse[];
  /** By element of the module's input. */
  readonly inputs: readonly ElementSource[];
}

/** Names of the ports that say when a vector begins and when its result is there. */
export interface Handshake {
  /** Input: 1 in the cycle of a vector's first beat, 0 else. */
  readonly start: string;
  /** Output: 1 in the cycle in which `y` is the result of a vector. */
  readonly valid: string;
}

/**
 * A network as a pipeline: ports `clk`, `x`, `y`. With an initiation interval of 1 a whole vector enters at each clock.
 * With R > 1 a vector enters in R beats, one a clock, and instances of layers with many positions are used R times for
 * each; ports `start` and `valid` then tell vectors apart, which may follow each other after R clocks or later. Either
 * way the whole result is at `y` in the cycle `latencyCycles` after the vector's first. There is no reset: once it has
 * seen `start`, the design works from any state.
 */
export interface Design {
  /** Name of the top module. */
  readonly name: string;
  /** Canonical name of the part that it is pipelined for. */
  readonly part: string;
  readonly clockPeriodNs: number;
  /** Each different module once, in the order of the layers. */
  readonly modules: readonly DesignModule[];
  /** Each after those that it reads, if not itself (an accumulator). */
  readonly instances: readonly DesignInstance[];
  /** Of a vector, or of a beat. */
  readonly inputPorts: readonly ElementPort[];
  readonly outputPorts: readonly ElementPort[];
  /** By element of the output. */
  readonly outputs: readonly SteadySource[];
  readonly latencyCycles: number;
  /** Least number of clocks from one vector to the next: R. */
  readonly initiationInterval: number;
  /**
   * With R > 1: by beat and port, which element of the flattened vector the port carries; -1: none, it is 0. Beat b of a
   * vector enters b cycles after its first.
   */
  readonly beats?: readonly (readonly number[])[];
  /** With R > 1. */
  readonly handshake?: Handshake;
  /** What is multiplied in DSP blocks, as it was asked for; absent if nothing. */
  readonly multipliers?: BlockOptions;
  /** LUT levels that adder trees may take over the fewest, where it was asked for. */
  readonly extraDepth?: DesignOptions['extraDepth'];
  /** Flip-flops of the top module: values that wait for others, and with R > 1 the phases. */
  readonly delayBits: number;
  /** Two-way selections of one bit in the top module, by phase. */
  readonly selectionBits: number;
}
