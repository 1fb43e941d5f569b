import type { Design } from '@nx-codesign/hardware';
import { clockedLogic, type ClockedLogic, type PortNames } from '../gates/clockedLogic';
import { compileDesign, type CompiledDesign } from '../gates/compile';
import { laneGroups, vectorsPerLane } from '../gates/lanes';
import { startDesign } from '../gates/runtime';
import type { Stimulus } from '../gates/stimulus';
import { VectorStream } from '../gates/vectorStream';
import type { MappedDesign } from '../netlist/mappedDesign';
import type { Port } from '../netlist/netlist';
import { firstWrongInstance, integerOf, windowOf, type MismatchPlace } from './firstWrongInstance';

/**
 * Finds where a design goes wrong for a vector whose results differ: the first instance, in time, whose result in the
 * gates is not what the design's adder graphs give. `undefined` if all of them are right: then the fault lies behind them,
 * in the top's wiring, or the netlist has no instances to look at.
 */
export function locateMismatch(
  { netlist, design }: { readonly netlist: MappedDesign; readonly design: Design },
  stimulus: Stimulus,
  { vector, ...names }: PortNames & { readonly vector: number },
): MismatchPlace | undefined {
  const { count } = stimulus;
  const groups = laneGroups(clockedLogic(netlist, names), stimulus);
  const [first, last] = windowAround(stimulus, { vector, perLane: vectorsPerLane(count, groups) });
  const window = windowOf(stimulus, first, last);
  const actual = observeInstances(clockedLogic(watched(netlist, design), names), design, window);
  return firstWrongInstance(design, actual, { window, vector, first });
}

/** The vectors that are in the design together with one, as far as they are in the same stream of the simulator. */
function windowAround(
  { count, latencyCycles, initiationInterval = 1 }: Stimulus,
  { vector, perLane }: { readonly vector: number; readonly perLane: number },
): [number, number] {
  const laneStart = Math.floor(vector / perLane) * perLane;
  const inFlight = Math.ceil(latencyCycles / initiationInterval) + 1;
  const laneEnd = Math.min(count, laneStart + perLane) - 1;
  return [Math.max(laneStart, vector - inFlight), Math.min(laneEnd, vector + inFlight)];
}

/** What the gates give at the instances' outputs, by instance and cycle; nothing for those that the netlist has not. */
function observeInstances(
  logic: ClockedLogic,
  design: Design,
  stimulus: Stimulus,
): ((readonly number[])[] | undefined)[] {
  const compiled = compileDesign(logic.parts, logic.inputBus.nets);
  const runtime = startDesign(compiled, logic.parts);
  const stream = new VectorStream(logic, { compiled, runtime }, { stimulus, lanes: 'repeat' });
  const words = new Int32Array(runtime.memory);
  const addresses = design.instances.map(({ name }) => resultAddresses(logic, compiled, name));
  const seen = addresses.map((bits) => (bits === undefined ? undefined : ([] as number[][])));
  for (let cycle = 0; cycle < stream.cycles; cycle += 1) {
    stream.drive(cycle);
    runtime.evaluate();
    design.instances.forEach(({ module }, instance) => {
      const bits = addresses[instance];
      if (bits === undefined) return;
      const values = design.modules[module].output.map(({ offset, ...element }) =>
        integerOf((bit) => words[bits[offset + bit] / 4] & 1, element),
      );
      seen[instance]!.push(values);
    });
    runtime.edge();
  }
  return seen;
}

/** The netlist with the results of its instances as outputs of the top, so that they are there however it is simulated. */
function watched({ top, modules }: MappedDesign, { instances }: Design): MappedDesign {
  const outputs = instances.flatMap(({ name }): Port[] => {
    const nets = top.cells.find((cell) => cell.name === name)?.pins.y;
    return nets === undefined ? [] : [{ name: watchName(name), direction: 'output', nets }];
  });
  return { top: { ...top, ports: [...top.ports, ...outputs] }, modules };
}

function watchName(instance: string): string {
  return `result of ${instance}`;
}

/** Byte addresses of the bits of an instance's result. */
function resultAddresses(
  { parts: [{ logic }] }: ClockedLogic,
  { placed }: CompiledDesign,
  instance: string,
): number[] | undefined {
  const port = logic.ports.find(({ name }) => name === watchName(instance));
  return port?.nets.map((net) => placed.addressOf(net));
}
