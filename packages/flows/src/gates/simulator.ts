import type { Netlist, Port } from '../netlist/netlist';
import { clockedLogic, type PortNames } from './clockedLogic';
import { compileLogic, type CompiledLogic } from './compile';
import { checkElements, type BusElement } from './elementPorts';
import { InputBus } from './inputBus';
import type { Logic } from './logic';
import { laneCount } from './memoryLayout';
import { OutputBus } from './outputBus';
import { startLogic } from './runtime';

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
export function createGateSimulator(netlist: Netlist, options: PortNames = {}): GateSimulator {
  const { logic, inputBus, outputBus } = clockedLogic(netlist, options);
  const compiled = compileLogic(logic, inputBus.nets);
  return {
    run(stimulus) {
      checkElements(stimulus.inputPorts, inputBus);
      checkElements(stimulus.outputPorts, outputBus);
      return stream({ logic, compiled, inputBus, outputBus, stimulus });
    },
  };
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
  const { memory, evaluate, edge, packs } = startLogic(compiled, logic);
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
