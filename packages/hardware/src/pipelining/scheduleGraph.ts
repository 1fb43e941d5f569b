import type { AdderGraph } from '../adderGraph/graph';
import type { DelayModel } from './delayModel';
import { leastRegisters } from './leastRegisters';
import type { Schedule } from './schedule';
import { readyNs, timingGraph, type TimingGraph } from './timing';

export interface ScheduleOptions {
  readonly model: DelayModel;
  readonly clockPeriodNs: number;
}

/**
 * Assigns each node to a pipeline stage: as few stages as the clock allows, and of those the ones with the fewest
 * register bits. A node that alone is slower than the clock gets a stage of its own; `criticalPathNs` then exceeds the
 * period.
 */
export function scheduleGraph(graph: AdderGraph, { model, clockPeriodNs }: ScheduleOptions): Schedule {
  const timing = timingGraph(graph, model, clockPeriodNs);
  const stage = leastRegisters(timing, earliestStages(timing));
  const ready: number[] = [];
  stage.forEach((_, id) => (ready[id] = readyNs(timing, stage, ready, id)));
  return {
    stage,
    latencyCycles: largest(stage, 0) + 1,
    criticalPathNs: largest(ready, timing.startNs) + model.netNs + model.setupNs,
  };
}

/** Stages as early as the clock allows. */
export function earliestStages(timing: TimingGraph): number[] {
  const stage: number[] = [];
  const ready: number[] = [];
  timing.operands.forEach((operands, id) => {
    stage[id] = Math.max(0, ...operands.map((operand) => stage[operand]));
    ready[id] = readyNs(timing, stage, ready, id);
    // Wiring is as late in the next stage; a node that is late there too gains nothing.
    const gains = timing.delayNs[id] > 0 && ready[id] > timing.startNs + timing.delayNs[id];
    if (ready[id] > timing.endNs && gains) {
      stage[id]++;
      ready[id] = readyNs(timing, stage, ready, id);
    }
  });
  return stage;
}

/** The largest of numbers that may be too many for the arguments of a call. */
function largest(values: readonly number[], least: number): number {
  return values.reduce((most, value) => Math.max(most, value), least);
}
