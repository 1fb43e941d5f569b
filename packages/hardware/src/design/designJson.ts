import type { BlockOptions } from '../multipliers/blockOptions';
import { toPicoseconds } from '../pipelining/clock';
import type { Design, DesignInstance, DesignModule, ElementPort, Handshake } from './design';
import type { DesignOptions } from './designOptions';

/** A design without its graphs: what a flow needs to build, run and check the emitted files (`design.json`). */
export interface DesignDescription {
  readonly formatVersion: 1;
  /** Name of the top module. */
  readonly top: string;
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly latencyCycles: number;
  /** Least number of clocks from one vector to the next: R. */
  readonly initiationInterval: number;
  /** With R > 1: by beat and input port, which element of the vector the port carries; -1: none, it is 0. */
  readonly beats?: readonly (readonly number[])[];
  /** With R > 1: the ports that say when a vector begins, and when its result is there. */
  readonly handshake?: Handshake;
  /** What is multiplied in DSP blocks, as it was asked for; absent if nothing. */
  readonly multipliers?: BlockOptions;
  /** LUT levels that adder trees may take over the fewest, where it was asked for. */
  readonly extraDepth?: DesignOptions['extraDepth'];
  /** Flip-flops of the top module: values that wait for others, and with R > 1 the phases. */
  readonly delayBits: number;
  /** Two-way selections of one bit in the top module, by phase. */
  readonly selectionBits: number;
  readonly inputPorts: readonly ElementPort[];
  readonly outputPorts: readonly ElementPort[];
  readonly modules: readonly ModuleDescription[];
  /** The modules at their positions, each after those that it reads. */
  readonly instances: readonly InstanceDescription[];
  /** Every file of `emitVerilog` that synthesis reads; the test bench is `testBench`. */
  readonly files: readonly string[];
  readonly testBench: string;
}

/** A module of a design without its graph. */
export interface ModuleDescription extends Pick<
  DesignModule,
  'name' | 'layers' | 'reads' | 'latencyCycles' | 'input' | 'output' | 'adderBits' | 'registerBits' | 'dsps'
> {
  readonly file: string;
  /** How often the design has it: what it takes counts as many times. */
  readonly instances: number;
  /** Longest register-to-register delay by the delay model: an estimate before placement, in ns to 1 ps. */
  readonly criticalPathNs: number;
}

/** A module at one position of its layer, or at several one after the other. */
export interface InstanceDescription extends Pick<
  DesignInstance,
  'name' | 'position' | 'startCycle' | 'uses'
> {
  /** Name of its module. */
  readonly module: string;
}

/** Name of the file with the small adder modules that a flow may replace by ones for its device. */
export const addersFile = 'adders.v';

/** What flows need to know of a design, as plain data of stable order. */
export function designJson(design: Design): DesignDescription {
  const modules = design.modules.map(
    (
      { name, layers, reads, latencyCycles, input, output, schedule, adderBits, registerBits, dsps },
      index,
    ) => ({
      name,
      file: `${name}.v`,
      instances: design.instances.filter(({ module }) => module === index).length,
      layers,
      reads,
      latencyCycles,
      input,
      output,
      adderBits,
      registerBits,
      ...(dsps !== undefined && { dsps }),
      criticalPathNs: toPicoseconds(schedule.criticalPathNs),
    }),
  );
  return {
    formatVersion: 1,
    top: design.name,
    part: design.part,
    clockPeriodNs: design.clockPeriodNs,
    latencyCycles: design.latencyCycles,
    initiationInterval: design.initiationInterval,
    ...(design.beats && { beats: design.beats }),
    ...(design.handshake && { handshake: design.handshake }),
    ...(design.multipliers && { multipliers: design.multipliers }),
    ...(design.extraDepth !== undefined && { extraDepth: design.extraDepth }),
    delayBits: design.delayBits,
    selectionBits: design.selectionBits,
    inputPorts: design.inputPorts,
    outputPorts: design.outputPorts,
    modules,
    instances: design.instances.map(({ name, module, position, startCycle, uses }) => ({
      name,
      module: design.modules[module].name,
      position,
      startCycle,
      uses,
    })),
    files: [`${design.name}.v`, ...modules.map(({ file }) => file), addersFile],
    testBench: `${design.name}_tb.v`,
  };
}
