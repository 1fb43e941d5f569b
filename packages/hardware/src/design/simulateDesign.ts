import { evaluateGraph } from '../adderGraph/evaluateGraph';
import type { Design, DesignInstance, ElementSource, SteadySource } from './design';

/** The integers of a bus in one cycle; `undefined` where they mean nothing. */
export type BusValue = readonly (number | undefined)[] | undefined;

/**
 * What a design computes, cycle by cycle: `x: [starts.length, inputs]` integers gives `[starts.length, outputs]`. Vector
 * v enters from cycle `starts[v]` on, each at least an initiation interval after the one before. All registers begin
 * unknown, and so does what an instance gives outside its uses: an unknown that reaches a result is `undefined` there.
 */
export function simulateDesign(
  design: Design,
  x: Int32Array,
  starts: readonly number[],
): (number | undefined)[] {
  const { read } = run(design, x, starts);
  return starts.flatMap((start) =>
    design.outputs.map((source) => read(source, start + design.latencyCycles)),
  );
}

/** What the instances of a design give, by instance and cycle, when vectors enter as `simulateDesign` says. */
export function traceInstances(
  design: Design,
  x: Int32Array,
  starts: readonly number[],
): readonly (readonly BusValue[])[] {
  return run(design, x, starts).results;
}

function run(
  design: Design,
  x: Int32Array,
  starts: readonly number[],
): {
  readonly results: readonly (readonly BusValue[])[];
  readonly read: (source: SteadySource, cycle: number) => number | undefined;
} {
  const cycles = Math.max(...starts) + design.latencyCycles + 1;
  const input = inputBus(design, x, starts);
  const phases = phasesOf(starts, cycles);
  const results: BusValue[][] = design.instances.map(() => []);
  const read = (source: SteadySource, cycle: number): number | undefined => {
    if ('constant' in source) {
      return source.constant;
    }
    const bus = source.instance === undefined ? input : results[source.instance];
    return bus[cycle - source.delayCycles]?.[source.element];
  };
  for (let cycle = 0; cycle < cycles; cycle++) {
    design.instances.forEach((instance, index) => {
      const phase = phases[cycle - instance.startCycle] ?? -1;
      const values = instance.uses.some((use) => use.phase === phase)
        ? instance.inputs.map((source) => read(atPhase(source, phase), cycle))
        : [];
      const { graph, latencyCycles } = design.modules[instance.module];
      results[index][cycle + latencyCycles] = evaluateKnown(graph, values, instance);
    });
  }
  return { results, read };
}

/** By cycle: cycles since the last start; -1 before the first. */
function phasesOf(starts: readonly number[], cycles: number): number[] {
  const begins = new Set(starts);
  let phase = -1;
  return Array.from({ length: cycles }, (_, cycle) => {
    phase = begins.has(cycle) ? 0 : phase < 0 ? -1 : phase + 1;
    return phase;
  });
}

function atPhase(source: ElementSource, phase: number): SteadySource {
  return 'phases' in source ? source.phases[phase] : source;
}

function evaluateKnown(
  graph: Parameters<typeof evaluateGraph>[0],
  values: readonly (number | undefined)[],
  { inputs }: DesignInstance,
): BusValue {
  const known = values.filter((value) => value !== undefined);
  return values.length === inputs.length && known.length === values.length
    ? evaluateGraph(graph, known)
    : undefined;
}

/** By cycle: the beat, or the vector, on the input. */
function inputBus(design: Design, x: Int32Array, starts: readonly number[]): BusValue[] {
  const beats = design.beats ?? [design.inputPorts.map((_, port) => port)];
  const length = x.length / starts.length;
  const bus: BusValue[] = [];
  starts.forEach((start, vector) =>
    beats.forEach((beat, index) => {
      bus[start + index] = beat.map((element) => (element < 0 ? 0 : x[vector * length + element]));
    }),
  );
  return bus;
}
