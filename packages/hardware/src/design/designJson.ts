import { toPicoseconds } from '../pipelining/clock';
import type { Design, DesignModule, ElementPort } from './design';

/** A design without its graphs: what a flow needs to build, run and check the emitted files (`design.json`). */
export interface DesignDescription {
  readonly formatVersion: 1;
  /** Name of the top module. */
  readonly top: string;
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly latencyCycles: number;
  readonly initiationInterval: 1;
  readonly inputPorts: readonly ElementPort[];
  readonly outputPorts: readonly ElementPort[];
  readonly modules: readonly ModuleDescription[];
  /** Every file of `emitVerilog` that synthesis reads; the test bench is `testBench`. */
  readonly files: readonly string[];
  readonly testBench: string;
}

/** A module of a design without its graph. */
export interface ModuleDescription extends Pick<
  DesignModule,
  'name' | 'layers' | 'latencyCycles' | 'input' | 'output' | 'adderBits' | 'registerBits'
> {
  readonly file: string;
  /** Longest register-to-register delay by the delay model: an estimate before placement, in ns to 1 ps. */
  readonly criticalPathNs: number;
}

/** Name of the file with the small adder modules that a flow may replace by ones for its device. */
export const addersFile = 'adders.v';

/** What flows need to know of a design, as plain data of stable order. */
export function designJson(design: Design): DesignDescription {
  const modules = design.modules.map(
    ({ name, layers, latencyCycles, input, output, schedule, adderBits, registerBits }) => ({
      name,
      file: `${name}.v`,
      layers,
      latencyCycles,
      input,
      output,
      adderBits,
      registerBits,
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
    inputPorts: design.inputPorts,
    outputPorts: design.outputPorts,
    modules,
    files: [`${design.name}.v`, ...modules.map(({ file }) => file), addersFile],
    testBench: `${design.name}_tb.v`,
  };
}
