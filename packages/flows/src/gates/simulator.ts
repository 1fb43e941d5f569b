import type { MappedDesign } from '../netlist/mappedDesign';
import type { Netlist } from '../netlist/netlist';
import { clockedLogic, type ClockedLogic, type PortNames } from './clockedLogic';
import { compileDesign, type CompiledDesign } from './compile';
import { checkElements } from './elementPorts';
import { laneGroups } from './lanes';
import { OutputBus } from './outputBus';
import { startDesign } from './runtime';
import type { Stimulus } from './stimulus';
import { VectorStream } from './vectorStream';

export interface GateSimulator {
  /** `[count, outputs]` integers, sign-extended. Throws `flows.badPorts` or `flows.inputRange`. */
  run(stimulus: Stimulus): Int32Array;
}

/**
 * A cycle-accurate simulator of a netlist, or of a design with instances of modules, with one clock. Evaluates 128
 * streams of vectors or more at a time as bit slices in WebAssembly SIMD; each stream takes consecutive vectors. A module's code
 * is there once, however many instances it has.
 * Throws `flows.badPorts` if the ports are not there, and what `buildLogic` throws.
 */
export function createGateSimulator(netlist: Netlist | MappedDesign, names: PortNames = {}): GateSimulator {
  const design = clockedLogic(netlist, names);
  const compiled = new Map<number, CompiledDesign>();
  return {
    run(stimulus) {
      const groups = laneGroups(design, stimulus);
      const known = compiled.get(groups) ?? compileDesign(design.parts, design.inputBus.nets, { groups });
      compiled.set(groups, known);
      return simulate(design, known, stimulus);
    },
  };
}

function simulate(design: ClockedLogic, compiled: CompiledDesign, stimulus: Stimulus): Int32Array {
  checkElements(stimulus.outputPorts, design.outputBus);
  const runtime = startDesign(compiled, design.parts);
  const stream = new VectorStream(design, { compiled, runtime }, { stimulus, lanes: 'split' });
  const results = new OutputBus({
    memory: runtime.memory,
    addresses: design.outputBus.nets.map((net) => compiled.placed.addressOf(net)),
    elements: stimulus.outputPorts,
    count: stimulus.count,
    vectorsPerLane: stream.vectorsPerLane,
    groups: compiled.groups,
  });
  for (let cycle = 0; cycle < stream.cycles; cycle += 1) {
    stream.drive(cycle);
    runtime.evaluate();
    const vector = stream.resultAt(cycle);
    if (vector !== undefined) results.sample(vector);
    runtime.edge();
  }
  return results.values;
}
