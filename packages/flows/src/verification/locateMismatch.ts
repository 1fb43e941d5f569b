import { traceInstances, type BusValue, type Design } from '@nx-codesign/hardware';
import { clockedLogic, type ClockedLogic, type PortNames } from '../gates/clockedLogic';
import { compileDesign, type CompiledDesign } from '../gates/compile';
import { laneGroups, vectorsPerLane } from '../gates/lanes';
import { startDesign } from '../gates/runtime';
import type { Stimulus } from '../gates/stimulus';
import { VectorStream } from '../gates/vectorStream';
import type { MappedDesign } from '../netlist/mappedDesign';
import type { Port } from '../netlist/netlist';

/** Where gates first give something else than the design. */
export interface MismatchPlace {
  readonly vector: number;
  /** Clock edges after the vector's first beat. */
  readonly cycle: number;
  /** The layers that the module computes, and the position at which its instance does. */
  readonly layers: readonly string[];
  readonly position: readonly number[];
  /** Cell of the top. */
  readonly instance: string;
  /** Element of the instance's result: the neuron, or the channel at the position. */
  readonly element: number;
  /** Bits of the element that differ, lowest first. */
  readonly bits: readonly number[];
  readonly expected: number;
  readonly actual: number;
  /**
   * Set if the element is what it should be that many cycles later, in every cycle looked at: 1 if a register is missing,
   * -1 if there is one too many.
   */
  readonly early?: number;
}

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
  const { initiationInterval = 1, inputs, count, latencyCycles } = stimulus;
  const groups = laneGroups(clockedLogic(netlist, names), stimulus);
  const [first, last] = windowOf(stimulus, { vector, perLane: vectorsPerLane(count, groups) });
  const length = inputs.length / count;
  const window = {
    ...stimulus,
    inputs: inputs.subarray(first * length, (last + 1) * length),
    count: last - first + 1,
  };
  const starts = Array.from({ length: window.count }, (_, index) => index * initiationInterval);
  const expected = traceInstances(design, window.inputs, starts);
  const actual = observeInstances(clockedLogic(watched(netlist, design), names), design, window);
  const begin = (vector - first) * initiationInterval;
  const comparisons = design.instances.flatMap(({ module, startCycle, uses }, instance) =>
    uses.map(({ phase, position }) => {
      const cycle = startCycle + phase + design.modules[module].latencyCycles;
      return { instance, position, cycle };
    }),
  );
  for (const { instance, position, cycle } of comparisons.sort((a, b) => a.cycle - b.cycle)) {
    if (cycle > latencyCycles || actual[instance] === undefined) continue;
    const traces = { expected: expected[instance], actual: actual[instance] };
    const difference = firstDifference(traces, begin + cycle);
    if (difference === undefined) continue;
    const { name, module } = design.instances[instance];
    return { vector, cycle, layers: design.modules[module].layers, position, instance: name, ...difference };
  }
  return undefined;
}

/** The vectors that are in the design together with one, as far as they are in the same stream of the simulator. */
function windowOf(
  { count, latencyCycles, initiationInterval = 1 }: Stimulus,
  { vector, perLane }: { readonly vector: number; readonly perLane: number },
): [number, number] {
  const laneStart = Math.floor(vector / perLane) * perLane;
  const inFlight = Math.ceil(latencyCycles / initiationInterval) + 1;
  const laneEnd = Math.min(count, laneStart + perLane) - 1;
  return [Math.max(laneStart, vector - inFlight), Math.min(laneEnd, vector + inFlight)];
}

interface Traces {
  /** By cycle. */
  readonly expected: readonly BusValue[];
  readonly actual: readonly (readonly number[])[];
}

function firstDifference(
  { expected, actual }: Traces,
  cycle: number,
): Pick<MismatchPlace, 'element' | 'bits' | 'expected' | 'actual' | 'early'> | undefined {
  const should = expected[cycle];
  if (should === undefined) return undefined;
  const element = should.findIndex((value, index) => value !== undefined && value !== actual[cycle][index]);
  if (element < 0) return undefined;
  const [right, wrong] = [should[element]!, actual[cycle][element]];
  const early = [1, -1].find((shift) => isShifted({ expected, actual }, element, shift));
  return {
    ...{ element, expected: right, actual: wrong },
    bits: Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((right ^ wrong) >> bit) & 1),
    ...(early !== undefined && { early }),
  };
}

/** Whether an element is at all known cycles what it should be `shift` cycles later, which is not the same all the time. */
function isShifted({ expected, actual }: Traces, element: number, shift: number): boolean {
  const pairs = actual.flatMap((values, cycle) => {
    const later = expected[cycle + shift]?.[element];
    return later === undefined ? [] : [[later, values[element]] as const];
  });
  const isVaried = new Set(pairs.map(([later]) => later)).size > 1;
  return isVaried && pairs.every(([later, value]) => later === value);
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
      const values = design.modules[module].output.map(({ offset, width, signed }) => {
        let value = 0;
        for (let bit = 0; bit < width; bit += 1) value |= (words[bits[offset + bit] / 4] & 1) << bit;
        return signed && width > 0 ? (value << (32 - width)) >> (32 - width) : value;
      });
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
