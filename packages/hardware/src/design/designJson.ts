import { toPicoseconds } from '../pipelining/clock';
import type { Design, DesignInstance, DesignModule, ElementPort } from './design';

/** A design without its graphs: what a flow needs to build, run and check the emitted files (`design.json`). */
export interface DesignDescription {
  readonly formatVersion: 1;
  /** Name of the top module. */
  readonly top: string;
  readonly part: string;
  readonly clockPeriodNs: number;
  readonly latencyCycles: number;
  readonly initiationInterval: 1;
  /** Flip-flops of the top module: values that wait for others. */
  readonly delayBits: number;
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
  'name' | 'layers' | 'reads' | 'latencyCycles' | 'input' | 'output' | 'adderBits' | 'registerBits'
> {
  readonly file: string;
  /** How often the design has it: what it takes counts as many times. */
  readonly instances: number;
  /** Longest register-to-register delay by the delay model: an estimate before placement, in ns to 1 ps. */
  readonly criticalPathNs: number;
}

/** A module at one position of its layer. */
export interface InstanceDescription extends Pick<DesignInstance, 'name' | 'position' | 'startCycle'> {
  /** Name of its module. */
  readonly module: string;
}

/** Name of the file with the small adder modules that a flow may replace by ones for its device. */
export const addersFile = 'adders.v';

/** What flows need to know of a design, as plain data of stable order. */
export function designJson(design: Design): DesignDescription {
  const modules = design.modules.map(
    ({ name, layers, reads, latencyCycles, input, output, schedule, adderBits, registerBits }, index) => ({
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
    delayBits: design.delayBits,
    inputPorts: design.inputPorts,
    outputPorts: design.outputPorts,
    modules,
    instances: design.instances.map(({ name, module, position, startCycle }) => ({
      name,
      module: design.modules[module].name,
      position,
      startCycle,
    })),
    files: [`${design.name}.v`, ...modules.map(({ file }) => file), addersFile],
    testBench: `${design.name}_tb.v`,
  };
}
