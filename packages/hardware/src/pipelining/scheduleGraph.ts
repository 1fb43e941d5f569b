import { operandsOf, type AdderGraph, type GraphNode } from '../adderGraph/graph';
import type { DelayModel } from './delayModel';
import { nodeDelayNs } from './nodeDelay';
import type { Schedule } from './schedule';

export interface ScheduleOptions {
  readonly model: DelayModel;
  readonly clockPeriodNs: number;
}

/**
 * Assigns each node the earliest pipeline stage in which it meets the clock. A node that alone is slower than the
 * clock gets a stage of its own; `criticalPathNs` then exceeds the period.
 */
export function scheduleGraph(graph: AdderGraph, { model, clockPeriodNs }: ScheduleOptions): Schedule {
  const stage: number[] = [];
  const readyNs: number[] = [];
  const available = clockPeriodNs - model.setupNs - model.netNs;
  graph.nodes.forEach((node, id) => {
    const delay = nodeDelayNs(graph.nodes, node, model);
    const operands = operandsOf(node).map((operand) => operand.node);
    const from = Math.max(0, ...operands.map((operand) => stage[operand]));
    const start = Math.max(
      model.clockToOutputNs,
      ...operands
        .filter((operand) => stage[operand] === from && !isConstant(graph.nodes[operand]))
        .map((operand) => readyNs[operand]),
    );
    const fits = start + delay <= available || start === model.clockToOutputNs;
    stage[id] = fits ? from : from + 1;
    readyNs[id] = (fits ? start : model.clockToOutputNs) + delay;
  });
  return {
    stage,
    latencyCycles: Math.max(0, ...stage) + 1,
    criticalPathNs: Math.max(0, ...readyNs) + model.netNs + model.setupNs,
  };
}

function isConstant(node: GraphNode): boolean {
  return node.kind === 'constant';
}
