import type { ClockedLogic } from '../gates/clockedLogic';
import type { LutFault } from '../gates/faults';
import type { InputStimulus } from '../gates/stimulus';
import { activatingVectors } from './activatingVectors';
import { candidateVectors, variedVectors } from './candidateVectors';
import type { ClimbLimits } from './climb';
import { bitsOfVector, vectorOfBits } from './inputBits';
import { activateFault, judgeByVectors, judgeByWindows, reachingFault, type JudgeLimits } from './judgeFault';
import { SignalGraph } from './signalGraph';

/** What is spent on the faults that the given vectors miss. */
export interface FaultEffort {
  /** For each fault: short proofs ahead of everything. */
  readonly first: JudgeLimits;
  /** For each fault that is left: climbs to vectors that reach it. */
  readonly climb: ClimbLimits;
  /** For those that are left, at most `lastFaults`: questions about all that the fault depends on, a vector wanted. */
  readonly last: JudgeLimits;
  readonly lastFaults: number;
  /** For each of those, given vectors near which one is looked for that reaches the fault, and how it is varied. */
  readonly activations: number;
  readonly variations: number;
  /** Vectors of all kinds for those that are left. */
  readonly candidates: number;
  /** For each of those: long climbs. */
  readonly lastClimb: ClimbLimits;
}

export const usualEffort: FaultEffort = {
  first: { conflicts: 300, gates: 10_000 },
  climb: { steps: 150, vectors: 64 },
  last: { conflicts: 12_000, gates: 40_000 },
  lastFaults: 16,
  activations: 16,
  variations: 24,
  candidates: 4096,
  lastClimb: { steps: 600, vectors: 256 },
};

/** Where a search has got to. */
export interface VectorSearch {
  /** Neither revealed nor proven to be unrevealable. */
  readonly open: readonly LutFault[];
  readonly revealed: readonly LutFault[];
  readonly unrevealable: number;
  readonly vectors: readonly Int32Array[];
}

export interface SearchSetting {
  readonly design: ClockedLogic;
  readonly stimulus: InputStimulus;
  readonly effort: FaultEffort;
  /** By fault: the first of some vectors that reveals it, or -1. */
  readonly firstRevealing: (inputs: Int32Array, faults: readonly LutFault[]) => readonly number[];
}

/**
 * Looks for vectors that reveal faults: short proofs that none can, then candidates, then a solver. Every vector is
 * simulated; a fault counts as revealed only if the found vectors, one after the other, do reveal it.
 */
export function searchVectors(faults: readonly LutFault[], setting: SearchSetting): VectorSearch {
  const { effort, stimulus } = setting;
  const begin: VectorSearch = { open: faults, revealed: [], unrevealable: 0, vectors: [] };
  if (faults.length === 0) return begin;
  const graph = new SignalGraph(setting.design);
  const judged = judgeAll(begin, (fault) => {
    return judgeByWindows(graph, reachingFault(graph, graph.siteOf(setting.design, fault)), effort.first);
  });
  const climb = (search: VectorSearch, limits: ClimbLimits): VectorSearch => {
    const found = activatingVectors(search.open, { ...setting, graph }, limits);
    return takeCandidates(search, setting, joined(found.flat()));
  };
  const asked = askForVectors(climb(judged, effort.climb), setting, graph);
  const varied = takeCandidates(asked, setting, nearbyVectors(asked, setting, graph));
  const candidates = candidateVectors(stimulus, { count: effort.candidates, seed: 1 });
  const tried = takeCandidates(varied, setting, candidates);
  return confirm(climb(tried, effort.lastClimb), setting);
}

/** Closes the faults that candidates reveal and keeps those candidates. */
function takeCandidates(search: VectorSearch, setting: SearchSetting, candidates: Int32Array): VectorSearch {
  const { open, revealed, vectors } = search;
  if (open.length === 0 || candidates.length === 0) return search;
  const { inputs, count } = setting.stimulus;
  const length = inputs.length / count;
  const first = setting.firstRevealing(candidates, open);
  const useful = [...new Set(first.filter((vector) => vector >= 0))].sort((a, b) => a - b);
  return {
    ...search,
    open: open.filter((_, index) => first[index] < 0),
    revealed: [...revealed, ...open.filter((_, index) => first[index] >= 0)],
    vectors: [...vectors, ...useful.map((at) => candidates.slice(at * length, (at + 1) * length))],
  };
}

/** Closes the faults that a judgement finds to be unrevealable. */
function judgeAll(
  search: VectorSearch,
  judge: (fault: LutFault) => 'unrevealable' | 'unknown',
): VectorSearch {
  const open = search.open.filter((fault) => judge(fault) === 'unknown');
  return { ...search, open, unrevealable: search.unrevealable + search.open.length - open.length };
}

/** Asks the solver for vectors that reveal the open faults, at most so many of them. */
function askForVectors(search: VectorSearch, setting: SearchSetting, graph: SignalGraph): VectorSearch {
  const { design, stimulus, effort } = setting;
  if (!graph.isBalanced) return search;
  const promising: Int32Array[] = [];
  const judged = judgeAll(search, (fault) => {
    if (search.open.indexOf(fault) >= effort.lastFaults) return 'unknown';
    const verdict = judgeByVectors(graph, reachingFault(graph, graph.siteOf(design, fault)), effort.last);
    if (verdict.kind === 'unrevealable') return 'unrevealable';
    for (const bits of verdict.promising)
      promising.push(vectorOfBits((net) => bits.get(net) ?? 0, { design, stimulus }));
    return 'unknown';
  });
  return takeCandidates(judged, setting, joined(promising));
}

export function joined(vectors: readonly Int32Array[]): Int32Array {
  return Int32Array.from(vectors.flatMap((vector) => [...vector]));
}

/** For each open fault vectors that reach it, near given ones, each also with some other inputs changed. */
function nearbyVectors(search: VectorSearch, setting: SearchSetting, graph: SignalGraph): Int32Array {
  const { design, stimulus, effort } = setting;
  const { inputs, count } = stimulus;
  const length = inputs.length / count;
  const near = Array.from({ length: Math.min(effort.activations, count) }, (_, index) => {
    const vector = Math.floor(((index + 0.5) * count) / effort.activations);
    return bitsOfVector(inputs.subarray(vector * length, (vector + 1) * length), design, stimulus);
  });
  const found = search.open.slice(0, effort.lastFaults).flatMap((fault) => {
    const limits = { ...effort.last, conflicts: effort.first.conflicts };
    const reaching = reachingFault(graph, graph.siteOf(design, fault));
    return activateFault(graph, reaching, { near, limits }).map((bitOf) =>
      vectorOfBits(bitOf, { design, stimulus }),
    );
  });
  return variedVectors(stimulus, found, effort.variations);
}

/** Runs the found vectors by themselves: what they do not reveal so is open again. */
function confirm(search: VectorSearch, { firstRevealing }: SearchSetting): VectorSearch {
  const { vectors, revealed, open } = search;
  if (vectors.length === 0) return search;
  const first = firstRevealing(joined(vectors), revealed);
  return {
    ...search,
    revealed: revealed.filter((_, index) => first[index] >= 0),
    open: [...open, ...revealed.filter((_, index) => first[index] < 0)],
  };
}
