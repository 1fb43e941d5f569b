import type { IntegerOperation, ValueId } from '@nx-codesign/ir';
import { addedConstants, type AddedConstants } from './addedConstants';
import type { ModuleContext } from './buildModule';
import type { ElementSource, SteadySource } from './design';
import { partFacts, type ElementBounds } from './groupBounds';
import type { LayerGroup } from './partition';
import { sourceByPhase } from './phases';
import { scheduleLanes, type LaneContext, type LaneSchedule } from './scheduleLanes';
import type { ElementOrigin } from './views';

type Aggregate = Extract<IntegerOperation, { kind: 'sum' | 'max' }>;

/** A sum or maximum over positions that come one after the other. */
export interface Accumulation {
  readonly context: ModuleContext;
  readonly group: LayerGroup;
  readonly operation: Aggregate;
  /** What is added up, by position and channel. */
  readonly terms: readonly (readonly ElementOrigin[])[];
  /** Channels whose result is read. */
  readonly needed: readonly boolean[];
  /** By channel: where each vector's accumulation begins. */
  readonly begin: readonly number[];
  /** By channel: what changes no result. */
  readonly neutral: readonly number[];
  /** Cycle of the first positions. */
  readonly startCycle: number;
  /** Cycles from the first positions to the last, both counted. */
  readonly cycles: number;
  /** By instance that gives terms and cycle from the start: the position, if it gives one then. */
  readonly lanes: readonly (readonly (number | undefined)[])[];
  readonly raster: number;
}

/**
 * The accumulation that a group begins with, if it is a sum or maximum over positions that a stream brings in several
 * cycles of one vector.
 */
export function accumulationOf(
  group: LayerGroup,
  context: ModuleContext,
  lanes: LaneContext,
): Accumulation | undefined {
  const { operations } = context.program;
  const operation = operations[group.operations[0]];
  if (group.positions !== 1 || (operation.kind !== 'sum' && operation.kind !== 'max')) {
    return undefined;
  }
  const facts = partFacts(context.program, group, context.needed).get(group.operations[0])!;
  const positions = operations[operation.x].low.length / facts.needed.length;
  const terms = lanes.placement.inputsOf({ inputs: [operation.x], positions });
  const schedule = scheduleLanes(terms, (channel) => facts.needed[channel], lanes);
  const cycles = schedule.lanes.flatMap((uses) => uses.map(({ cycle }) => cycle));
  const [first, last] = [Math.min(...cycles), Math.max(...cycles)];
  if (last === first || last - first >= lanes.stream.reuseFactor) {
    return undefined;
  }
  const { constants } = addedConstants(operations, group).get(group.operations[0])!;
  const lowest = facts.needed.map((_, channel) =>
    Math.min(...terms.map((channels) => lanes.placement.boundsOf(channels[channel]).low)),
  );
  return {
    context,
    group,
    operation,
    terms,
    needed: facts.needed,
    begin: lowest.map((low, channel) =>
      operation.kind === 'max' ? low : constants.reduce((sum, constant) => sum + constant(channel), 0),
    ),
    neutral: operation.kind === 'max' ? lowest : lowest.map(() => 0),
    startCycle: first,
    cycles: last - first + 1,
    lanes: byCycle(schedule, first, last - first + 1),
    raster: Math.max(...schedule.rasters),
  };
}

/** The same some cycles later. */
export function later(accumulation: Accumulation, cycles: number): Accumulation {
  return { ...accumulation, startCycle: accumulation.startCycle + cycles };
}

function byCycle({ lanes }: LaneSchedule, startCycle: number, cycles: number): (number | undefined)[][] {
  return lanes.map((uses) =>
    Array.from(
      { length: cycles },
      (_, phase) => uses.find(({ cycle }) => cycle === startCycle + phase)?.position,
    ),
  );
}

/** The operations that follow an accumulation in its group, with what it has added already; none if nothing follows. */
export function afterAccumulation({
  context,
  group,
}: Accumulation): { group: LayerGroup; added: ReadonlyMap<ValueId, AddedConstants> } | undefined {
  const { operations } = context.program;
  const [total, ...rest] = group.operations;
  const added = addedConstants(operations, group);
  const aggregate = operations[total] as Aggregate;
  const others = group.inputs.filter((id) => id !== aggregate.x);
  return rest.length === 0
    ? undefined
    : { group: { inputs: [total, ...others], operations: rest, positions: 1 }, added };
}

/** Bounds of the accumulated results. */
export function totalBounds({ operation: { kind, low, high }, begin }: Accumulation): ElementBounds {
  const add = (bounds: readonly number[]): number[] =>
    bounds.map((bound, channel) => (kind === 'max' ? bound : bound + begin[channel]));
  return { low: add(low), high: add(high) };
}

/** What an instance of `beatModule` reads; of a single lane, what `totalModule` does. */
export function termSources(accumulation: Accumulation, { placement, stream }: LaneContext): ElementSource[] {
  const { lanes, terms, needed, neutral, startCycle } = accumulation;
  return lanes.flatMap((positions) =>
    needed.map((isNeeded, channel) => {
      const phases = Array.from({ length: stream.reuseFactor }, (_, phase): SteadySource | undefined => {
        const position = positions[phase];
        if (position !== undefined) {
          return placement.sourceAt(startCycle + phase, terms[position][channel]);
        }
        return phase < positions.length ? { constant: neutral[channel] } : undefined;
      });
      return isNeeded ? sourceByPhase(phases) : { constant: 0 };
    }),
  );
}

/** What the running result reads of itself, as instance `instance`: first where it begins. */
export function feedbackSources(
  { needed, begin, cycles }: Accumulation,
  instance: number,
  reuseFactor: number,
): ElementSource[] {
  return needed.map((isNeeded, element) => {
    const phases = Array.from({ length: reuseFactor }, (_, phase): SteadySource | undefined => {
      if (phase === 0) {
        return { constant: begin[element] };
      }
      return phase < cycles ? { instance, element, delayCycles: 0 } : undefined;
    });
    return isNeeded ? sourceByPhase(phases) : { constant: 0 };
  });
}
