import type { Net } from '../netlist/netlist';
import type { Answer } from '../satisfiability/solver';
import { FaultQuestion } from './faultQuestion';
import type { FaultSite, SignalGraph } from './signalGraph';
import { UnrolledCone, type Moment } from './unrolledCone';

/** Whether any vector can reveal a fault; the bits of the input nets of one that does. */
export type FaultVerdict =
  | { readonly kind: 'unrevealable' }
  | { readonly kind: 'revealable'; readonly bits: ReadonlyMap<Net, 0 | 1> }
  | { readonly kind: 'unknown' };

export interface JudgeLimits {
  /** Conflicts per question to the solver. */
  readonly conflicts: number;
  /** Gates per question. */
  readonly gates: number;
  /** Whether to ask about the whole design after the windows. */
  readonly wholeDesign: boolean;
}

/** Registers that a window reaches back and forth; the whole design last. */
const windows = [0, 1, 2, 4];
const everything = 1000;

/**
 * Judges a fault by a series of questions to a satisfiability solver, small windows around the LUT first: can its
 * inputs have the fault's assignment, and can its output then make a difference at the end of the window? What is
 * impossible with free registers at the beginning of the window and everything seen at its end is so in the design. In a
 * design whose values belong to one vector at a time, the last window is the whole design: its answer is exact, and a
 * yes comes with a vector.
 */
export function judgeFault(graph: SignalGraph, site: FaultSite, limits: JudgeLimits): FaultVerdict {
  const fault = { ...site, reach: graph.reachOf(site.output) };
  if (graph.design.outputs.every((net) => fault.reach[net] < 0)) return { kind: 'unrevealable' };
  const asksWhole = graph.isBalanced && limits.wholeDesign;
  const ask = (registers: number, moments: readonly Moment[]): Answer | FaultQuestion => {
    const cone = new UnrolledCone(graph, fault, { firstCycle: -registers, mostGates: limits.gates });
    return FaultQuestion.ask(cone, graph, { site, moments });
  };
  const answerOf = (asked: Answer | FaultQuestion): Answer => {
    return typeof asked === 'string' ? asked : asked.answer(limits.conflicts);
  };
  for (const registers of asksWhole ? [...windows, everything] : windows) {
    const answer = answerOf(ask(registers, []));
    if (answer === 'unsatisfiable') return { kind: 'unrevealable' };
    if (answer === 'unknown') break;
  }
  for (const registers of graph.isBalanced ? windows : [0]) {
    const answer = answerOf(ask(registers, frontier(graph, fault.reach, registers)));
    if (answer === 'unsatisfiable') return { kind: 'unrevealable' };
    if (answer === 'unknown') break;
  }
  if (!asksWhole) return { kind: 'unknown' };
  const last = ask(everything, frontier(graph, fault.reach, everything));
  const answer = answerOf(last);
  if (answer === 'unsatisfiable') return { kind: 'unrevealable' };
  if (answer === 'unknown' || typeof last === 'string') return { kind: 'unknown' };
  return { kind: 'revealable', bits: last.inputBits() };
}

/**
 * Input bits that give a LUT's inputs the fault's assignment, near given ones: at most one set for each of those; an input
 * that is in none of the asked gates is as in the given ones. Nothing is said of whether a difference is seen. Only where
 * values belong to one vector at a time.
 */
export function activateFault(
  graph: SignalGraph,
  site: FaultSite,
  { near, limits }: { readonly near: readonly ((net: Net) => 0 | 1)[]; readonly limits: JudgeLimits },
): ((net: Net) => 0 | 1)[] {
  if (!graph.isBalanced) return [];
  const fault = { ...site, reach: graph.reachOf(site.output) };
  const cone = new UnrolledCone(graph, fault, { firstCycle: -everything, mostGates: limits.gates });
  const question = FaultQuestion.ask(cone, graph, { site, moments: [] });
  if (typeof question === 'string') return [];
  return near.flatMap((bitOf) => {
    question.beginWith(bitOf);
    if (question.answer(limits.conflicts) !== 'satisfiable') return [];
    const bits = question.inputBits();
    return [(net: Net) => bits.get(net) ?? bitOf(net)];
  });
}

/** Where a difference is seen: the data of registers that many registers on, and outputs before that. */
function frontier({ logic, design }: SignalGraph, reach: Int16Array, registers: number): Moment[] {
  const moments: Moment[] = design.outputs
    .filter((net) => reach[net] >= 0 && reach[net] <= registers)
    .map((net) => ({ net, cycle: reach[net] }));
  for (const { data } of logic.registers) {
    if (reach[data] === registers) moments.push({ net: data, cycle: registers });
  }
  return moments;
}
