import type { MappedDesign } from '../netlist/mappedDesign';
import type { Netlist } from '../netlist/netlist';
import { clockedLogic, type ClockedLogic, type PortNames } from './clockedLogic';
import { compileDesign, type CompiledDesign } from './compile';
import { checkElements } from './elementPorts';
import { laneGroups } from './lanes';
import { OutputBus } from './outputBus';
import { startDesign } from './runtime';
import type { Stimulus } from './stimulus';
import { ValidOutput } from './validOutput';
import { VectorStream } from './vectorStream';

export interface GateSimulator {
  /**
   * `[count, outputs]` integers, sign-extended. Throws `flows.badPorts` or `flows.inputRange`, and `flows.badHandshake`
   * if a named output that tells when a result is there is wrong in any cycle from the first result on.
   */
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
  const valid = validOf(design, compiled, { stimulus, ...runtime, vectorsPerLane: stream.vectorsPerLane });
  for (let cycle = 0; cycle < stream.cycles; cycle += 1) {
    stream.drive(cycle);
    runtime.evaluate();
    const vector = stream.resultAt(cycle);
    valid?.check(cycle, vector);
    if (vector !== undefined) results.sample(vector);
    runtime.edge();
  }
  return results.values;
}

/** The check of the output that tells when a result is there, for designs with one. */
function validOf(
  { validNet }: ClockedLogic,
  { placed, groups }: CompiledDesign,
  run: { readonly stimulus: Stimulus; readonly memory: ArrayBufferLike; readonly vectorsPerLane: number },
): ValidOutput | undefined {
  if (validNet === undefined) return undefined;
  const { latencyCycles, initiationInterval = 1 } = run.stimulus;
  return new ValidOutput({
    ...{ ...run, groups, latencyCycles, initiationInterval },
    address: placed.addressOf(validNet),
  });
}
