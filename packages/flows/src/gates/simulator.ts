import type { MappedDesign } from '../netlist/mappedDesign';
import type { Netlist, Port } from '../netlist/netlist';
import { clockedLogic, type ClockedLogic, type PortNames } from './clockedLogic';
import { compileDesign, type CompiledDesign } from './compile';
import { checkElements, type BusElement } from './elementPorts';
import { InputBus } from './inputBus';
import { laneCount } from './memoryLayout';
import { OutputBus } from './outputBus';
import { startDesign } from './runtime';

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
 * A cycle-accurate simulator of a netlist, or of a design with instances of modules, with one clock: a new vector
 * enters at every edge. Evaluates 128 streams of vectors at a time as bit slices in WebAssembly SIMD; each stream takes
 * consecutive vectors. A module's code is there once, however many instances it has.
 * Throws `flows.badPorts` if the ports are not there, and what `buildLogic` throws.
 */
export function createGateSimulator(netlist: Netlist | MappedDesign, options: PortNames = {}): GateSimulator {
  const design = clockedLogic(netlist, options);
  const compiled = compileDesign(design.parts, design.inputBus.nets);
  return {
    run(stimulus) {
      checkElements(stimulus.inputPorts, design.inputBus);
      checkElements(stimulus.outputPorts, design.outputBus);
      return stream(design, compiled, stimulus);
    },
  };
}

function stream(
  { parts, inputBus, outputBus }: ClockedLogic,
  compiled: CompiledDesign,
  stimulus: Stimulus,
): Int32Array {
  const { placed } = compiled;
  const { memory, evaluate, edge, packs } = startDesign(compiled, parts);
  const vectorsPerLane = Math.ceil(stimulus.count / laneCount);
  const lanes = { count: stimulus.count, vectorsPerLane };
  const addressOf = (nets: Port['nets']) => nets.map((net) => placed.addressOf(net));
  const source = new InputBus({
    memory,
    packs,
    planeAddress: compiled.planeAddress,
    addresses: addressOf(inputBus.nets),
    elements: stimulus.inputPorts,
    values: stimulus.inputs,
    ...lanes,
  });
  const results = new OutputBus({
    memory,
    addresses: addressOf(outputBus.nets),
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
