import { CodesignError } from '@nx-codesign/ir';
import type { Netlist, Port } from '../netlist/netlist';
import { buildLogic } from './buildLogic';
import { compileLogic, edgeName, evaluateName, type CompiledLogic } from './compile';
import { checkElements, type BusElement } from './elementPorts';
import { InputBus } from './inputBus';
import type { Logic } from './logic';
import { laneCount } from './memoryLayout';
import { OutputBus } from './outputBus';
import { webAssembly } from './webAssembly';

export interface GateSimulatorOptions {
  /** Names of the ports; `clk`, `x` and `y` if absent. */
  readonly clock?: string;
  readonly input?: string;
  readonly output?: string;
}

export interface Stimulus {
  /** `[count, inputs]` integers, row by row. */
  readonly inputs: Int32Array;
  readonly count: number;
  readonly inputPorts: readonly BusElement[];
  readonly outputPorts: readonly BusElement[];
  /** Clock edges from a vector at the input to its result at the output. */
  readonly latencyCycles: number;
}

export interface GateSimulator {
  /** `[count, outputs]` integers, sign-extended. Throws `flows.badPorts` or `flows.inputRange`. */
  run(stimulus: Stimulus): Int32Array;
}

/**
 * A cycle-accurate simulator of a flat netlist with one clock: a new vector enters at every edge. Evaluates 128
 * streams of vectors at a time as bit slices in WebAssembly SIMD; each stream takes consecutive vectors.
 * Throws `flows.badPorts` if the ports are not there, and what `buildLogic` throws.
 */
export function createGateSimulator(netlist: Netlist, options: GateSimulatorOptions = {}): GateSimulator {
  const { clock = 'clk', input = 'x', output = 'y' } = options;
  const logic = buildLogic(netlist);
  const inputBus = portOf(logic, input, 'input');
  const outputBus = portOf(logic, output, 'output');
  checkClock(logic, clock);
  const compiled = compileLogic(logic, inputBus.nets);
  return {
    run(stimulus) {
      checkElements(stimulus.inputPorts, input, inputBus.nets.length);
      checkElements(stimulus.outputPorts, output, outputBus.nets.length);
      return stream({ logic, compiled, inputBus, outputBus, stimulus });
    },
  };
}

function portOf({ name, ports }: Logic, wanted: string, direction: Port['direction']): Port {
  const port = ports.find((each) => each.name === wanted && each.direction === direction);
  if (port !== undefined) return port;
  const found = ports.map((each) => `${each.direction} ${each.name}`).join(', ') || 'none';
  throw new CodesignError(
    'flows.badPorts',
    `Netlist ${name} needs an ${direction} ${wanted}; its ports: ${found}.`,
  );
}

function checkClock({ name, ports, registers }: Logic, clock: string): void {
  const net = ports.find((port) => port.name === clock)?.nets[0];
  const other = registers.find((register) => register.clock !== net);
  if (other === undefined) return;
  throw new CodesignError(
    'flows.badPorts',
    `A register of ${name} is not clocked by the port ${clock} (cell ${other.cell}).`,
  );
}

function stream(simulation: {
  logic: Logic;
  compiled: CompiledLogic;
  inputBus: Port;
  outputBus: Port;
  stimulus: Stimulus;
}): Int32Array {
  const { logic, compiled, stimulus } = simulation;
  const { layout } = compiled;
  const { memory, evaluate, edge, packs } = instantiate(compiled);
  presetMemory(memory, logic, compiled);
  const vectorsPerLane = Math.ceil(stimulus.count / laneCount);
  const lanes = { count: stimulus.count, vectorsPerLane };
  const addressOf = (nets: Port['nets']) => nets.map((net) => layout.addressOf(net));
  const source = new InputBus({
    memory,
    packs,
    planeAddress: compiled.planeAddress,
    addresses: addressOf(simulation.inputBus.nets),
    elements: stimulus.inputPorts,
    values: stimulus.inputs,
    ...lanes,
  });
  const results = new OutputBus({
    memory,
    addresses: addressOf(simulation.outputBus.nets),
    elements: stimulus.outputPorts,
    ...lanes,
  });
  for (let cycle = 0; cycle < vectorsPerLane + stimulus.latencyCycles; cycle += 1) {
    if (cycle < vectorsPerLane) source.load(cycle);
    evaluate();
    if (cycle >= stimulus.latencyCycles) results.sample(cycle - stimulus.latencyCycles);
    edge();
  }
  return results.values;
}

function instantiate({ module }: CompiledLogic) {
  const { exports: exported } = new webAssembly.Instance(module);
  const call = (name: string) => exported[name] as (...args: number[]) => void;
  return {
    memory: (exported.memory as { buffer: ArrayBuffer }).buffer,
    evaluate: call(evaluateName),
    edge: call(edgeName),
    packs: [1, 2, 3, 4, 5, 6, 7, 8].map((bits) => call(`pack${bits}`)),
  };
}

/** Constant 1 and the registers that start at 1. */
function presetMemory(memory: ArrayBufferLike, { registers }: Logic, { layout }: CompiledLogic): void {
  const bytes = new Uint8Array(memory);
  const preset = (net: number) =>
    bytes.fill(0xff, layout.addressOf(net), layout.addressOf(net) + laneCount / 8);
  preset(1);
  for (const { initial, output } of registers) if (initial === 1) preset(output);
}
