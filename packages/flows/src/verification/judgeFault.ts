import type { Net } from '../netlist/netlist';
import type { Answer } from '../satisfiability/solver';
import { FaultQuestion } from './faultQuestion';
import type { FaultSite, SignalGraph } from './signalGraph';
import { UnrolledCone, type Moment } from './unrolledCone';

/** Whether any vector can reveal a fault; if that is not known, the bits of the input nets of vectors that may. */
export type FaultVerdict =
  | { readonly kind: 'unrevealable' }
  | { readonly kind: 'open'; readonly promising: readonly ReadonlyMap<Net, 0 | 1>[] };

export interface JudgeLimits {
  /** Conflicts per question to the solver. */
  readonly conflicts: number;
  /** Gates per cone. */
  readonly gates: number;
}

/** A fault with what it reaches. */
export type ReachingFault = FaultSite & { readonly reach: Int16Array };

export function reachingFault(graph: SignalGraph, site: FaultSite): ReachingFault {
  return { ...site, reach: graph.reachOf(site.output) };
}

/** Registers that windows reach back from a LUT. */
const backward = [0, 1, 2, 4];
/** Registers behind a LUT that a difference has to get through; -1: it need not even arise. */
const forward = [-1, 0, 1, 2, 4];
const everything = 1000;

/**
 * Looks for a proof that no vector reveals a fault, by a series of questions to a satisfiability solver about windows
 * around the LUT, small ones first: can its inputs have the fault's assignment, and can the difference then get through so
 * many registers? Registers at the beginning of the window are free and everything at its end counts as seen, so a no
 * holds for the design. Both ends grow apart from each other: what depends on much is often hidden at once.
 */
export function judgeByWindows(
  graph: SignalGraph,
  fault: ReachingFault,
  limits: JudgeLimits,
): 'unrevealable' | 'unknown' {
  if (graph.design.outputs.every((net) => fault.reach[net] < 0)) return 'unrevealable';
  const windows = backward.map((registers) => new Window(graph, fault, { registers, limits }));
  for (const registers of forward) {
    if (registers > graph.balancedReach(fault.reach, registers)) break;
    for (const window of windows) {
      const answer = window.ask(registers);
      if (answer === 'unsatisfiable') return 'unrevealable';
      if (answer === 'unknown' || window.isWhole) break;
    }
  }
  return 'unknown';
}

/**
 * The same questions about all that the LUT's inputs depend on, in a design whose values belong to one vector at a time.
 * A yes comes with a vector: one for which the difference gets so far, to the outputs at last.
 */
export function judgeByVectors(graph: SignalGraph, fault: ReachingFault, limits: JudgeLimits): FaultVerdict {
  const window = new Window(graph, fault, { registers: everything, limits });
  const promising: ReadonlyMap<Net, 0 | 1>[] = [];
  for (const registers of [...forward, everything]) {
    const answer = window.ask(registers);
    if (answer === 'unsatisfiable') return { kind: 'unrevealable' };
    if (answer === 'unknown') break;
    promising.push(window.inputBits());
  }
  return { kind: 'open', promising };
}

/** Questions about what lies so many registers back from a LUT. */
class Window {
  private readonly cones = new Map<number, UnrolledCone>();
  private last?: FaultQuestion;

  constructor(
    private readonly graph: SignalGraph,
    private readonly fault: ReachingFault,
    private readonly options: { readonly registers: number; readonly limits: JudgeLimits },
  ) {}

  /** Whether it reaches back to the inputs everywhere. */
  get isWhole(): boolean {
    return [...this.cones.values()].every(({ freeRegisters }) => freeRegisters === 0);
  }

  /** Whether the fault is reached and the difference gets through so many registers. */
  ask(registers: number): Answer {
    const { graph, fault, options } = this;
    const moments = frontier(graph, fault.reach, registers);
    const asked = FaultQuestion.ask(this.coneTo(registers), graph, { site: fault, moments });
    if (typeof asked === 'string') return asked;
    this.last = asked;
    return asked.answer(options.limits.conflicts);
  }

  /** Of the last question, if its answer was yes. */
  inputBits(): Map<Net, 0 | 1> {
    return this.last?.inputBits() ?? new Map();
  }

  /** One cone for all questions where what the fault reaches later never comes back. */
  private coneTo(registers: number): UnrolledCone {
    const { registers: back, limits } = this.options;
    const mostReach = this.graph.isBalanced ? Infinity : registers;
    const cone =
      this.cones.get(mostReach) ??
      new UnrolledCone(this.graph, this.fault, { firstCycle: -back, mostReach, mostGates: limits.gates });
    this.cones.set(mostReach, cone);
    return cone;
  }
}

/**
 * Input bits that give a LUT's inputs the fault's assignment, near given ones: at most one set for each of those; an input
 * that is in none of the asked gates is as in the given ones. Nothing is said of whether a difference is seen. Only where
 * values belong to one vector at a time.
 */
export function activateFault(
  graph: SignalGraph,
  fault: ReachingFault,
  { near, limits }: { readonly near: readonly ((net: Net) => 0 | 1)[]; readonly limits: JudgeLimits },
): ((net: Net) => 0 | 1)[] {
  if (!graph.isBalanced) return [];
  const cone = new UnrolledCone(graph, fault, { firstCycle: -everything, mostGates: limits.gates });
  const question = FaultQuestion.ask(cone, graph, { site: fault, moments: frontier(graph, fault.reach, 0) });
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
  if (registers < 0) return [];
  const moments: Moment[] = design.outputs
    .filter((net) => reach[net] >= 0 && reach[net] <= registers)
    .map((net) => ({ net, cycle: reach[net] }));
  for (const { data } of logic.registers) {
    if (reach[data] === registers) moments.push({ net: data, cycle: registers });
  }
  return moments;
}
