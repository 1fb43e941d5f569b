import { traceInstances, type BusValue, type Design } from '@nx-codesign/hardware';
import type { Stimulus } from '../gates/stimulus';

/** Where a netlist or Verilog first gives something else than the design. */
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
  /** Bits of the element that differ, lowest first; none if it is not known. */
  readonly bits: readonly number[];
  readonly expected: number;
  /** NaN if a bit of it is unknown. */
  readonly actual: number;
  /**
   * Set if the element is what it should be that many cycles later, in every cycle looked at: 1 if a register is missing,
   * -1 if there is one too many.
   */
  readonly early?: number;
}

/** What the instances gave, by instance and cycle; nothing for those that were not looked at. */
export type InstanceTraces = readonly (readonly (readonly number[])[] | undefined)[];

/**
 * The first instance, in time, whose result for a vector is not what the design's adder graphs give. The traces are of the
 * vectors `first` ... of a window (`windowOf`), one every initiation interval. `undefined` if all of them are right.
 */
export function firstWrongInstance(
  design: Design,
  actual: InstanceTraces,
  { window, vector, first }: { readonly window: Stimulus; readonly vector: number; readonly first: number },
): MismatchPlace | undefined {
  const { initiationInterval = 1, latencyCycles } = window;
  const starts = Array.from({ length: window.count }, (_, index) => index * initiationInterval);
  const expected = traceInstances(design, window.inputs, starts);
  const begin = (vector - first) * initiationInterval;
  const comparisons = design.instances.flatMap(({ module, startCycle, uses }, instance) =>
    uses.map(({ phase, position }) => {
      const cycle = startCycle + phase + design.modules[module].latencyCycles;
      return { instance, position, cycle };
    }),
  );
  for (const { instance, position, cycle } of comparisons.sort((a, b) => a.cycle - b.cycle)) {
    const trace = actual[instance];
    if (cycle > latencyCycles || trace === undefined) continue;
    const difference = firstDifference({ expected: expected[instance], actual: trace }, begin + cycle);
    if (difference === undefined) continue;
    const { name, module } = design.instances[instance];
    return { vector, cycle, layers: design.modules[module].layers, position, instance: name, ...difference };
  }
  return undefined;
}

/** The vectors of a stimulus from one to another. */
export function windowOf(stimulus: Stimulus, first: number, last: number): Stimulus {
  const length = stimulus.inputs.length / stimulus.count;
  const inputs = stimulus.inputs.subarray(first * length, (last + 1) * length);
  return { ...stimulus, inputs, count: last - first + 1 };
}

/** The integer of an element's bits, lowest first. */
export function integerOf(
  bitAt: (bit: number) => number,
  { width, signed }: { readonly width: number; readonly signed: boolean },
): number {
  let value = 0;
  for (let bit = 0; bit < width; bit += 1) value |= bitAt(bit) << bit;
  return signed && width > 0 ? (value << (32 - width)) >> (32 - width) : value;
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
    bits: Number.isNaN(wrong)
      ? []
      : Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((right ^ wrong) >> bit) & 1),
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
