import type { ClockedLogic } from '../gates/clockedLogic';
import type { LutFault } from '../gates/faults';
import type { InputStimulus } from '../gates/stimulus';
import { candidateVectors, variedVectors } from './candidateVectors';
import { bitsOfVector, vectorOfBits } from './inputBits';
import { activateFault, judgeFault, type JudgeLimits } from './judgeFault';
import { SignalGraph } from './signalGraph';

/** What is spent on the faults that the given vectors miss. */
export interface FaultEffort {
  /** Candidates for further vectors. */
  readonly candidates: number;
  /** For each fault before the candidates are tried, and after. */
  readonly first: JudgeLimits;
  readonly last: JudgeLimits;
  /** Faults that the last, long questions are asked for. */
  readonly lastFaults: number;
  /** For each of those, given vectors near which one is looked for that reaches the fault, and how it is varied. */
  readonly activations: number;
  readonly variations: number;
}

export const usualEffort: FaultEffort = {
  candidates: 16384,
  first: { conflicts: 300, gates: 10_000, wholeDesign: false },
  last: { conflicts: 4000, gates: 100_000, wholeDesign: true },
  lastFaults: 16,
  activations: 16,
  variations: 24,
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
  const judged = judge(begin, setting, { graph, limits: effort.first, most: Infinity });
  const candidates = candidateVectors(stimulus, { count: effort.candidates, seed: 1 });
  const tried = takeCandidates(judged, setting, candidates);
  const varied = takeCandidates(tried, setting, activatingVectors(tried, setting, graph));
  const last = judge(varied, setting, { graph, limits: effort.last, most: effort.lastFaults });
  return confirm(last, setting);
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

/** Asks the solver about each open fault, at most so many. */
function judge(
  search: VectorSearch,
  { design, stimulus }: SearchSetting,
  {
    graph,
    limits,
    most,
  }: { readonly graph: SignalGraph; readonly limits: JudgeLimits; readonly most: number },
): VectorSearch {
  const open: LutFault[] = [];
  const revealed: LutFault[] = [];
  const vectors: Int32Array[] = [];
  let unrevealable = 0;
  search.open.forEach((fault, index) => {
    if (index >= most) return open.push(fault);
    const verdict = judgeFault(graph, graph.siteOf(design, fault), limits);
    if (verdict.kind === 'unrevealable') return (unrevealable += 1);
    if (verdict.kind === 'unknown') return open.push(fault);
    vectors.push(vectorOfBits((net) => verdict.bits.get(net) ?? 0, { design, stimulus }));
    return revealed.push(fault);
  });
  return {
    open,
    revealed: [...search.revealed, ...revealed],
    unrevealable: search.unrevealable + unrevealable,
    vectors: [...search.vectors, ...vectors],
  };
}

/** For each open fault vectors that reach it, near given ones, each also with some other inputs changed. */
function activatingVectors(search: VectorSearch, setting: SearchSetting, graph: SignalGraph): Int32Array {
  const { design, stimulus, effort } = setting;
  const { inputs, count } = stimulus;
  const length = inputs.length / count;
  const near = Array.from({ length: Math.min(effort.activations, count) }, (_, index) => {
    const vector = Math.floor(((index + 0.5) * count) / effort.activations);
    return bitsOfVector(inputs.subarray(vector * length, (vector + 1) * length), design, stimulus);
  });
  const found = search.open.slice(0, effort.lastFaults).flatMap((fault) => {
    const limits = { ...effort.last, conflicts: effort.first.conflicts };
    return activateFault(graph, graph.siteOf(design, fault), { near, limits }).map((bitOf) =>
      vectorOfBits(bitOf, { design, stimulus }),
    );
  });
  return variedVectors(stimulus, found, effort.variations);
}

/** Runs the found vectors by themselves: what they do not reveal so is open again. */
function confirm(search: VectorSearch, { firstRevealing }: SearchSetting): VectorSearch {
  const { vectors, revealed, open } = search;
  if (vectors.length === 0) return search;
  const first = firstRevealing(Int32Array.from(vectors.flatMap((vector) => [...vector])), revealed);
  return {
    ...search,
    revealed: revealed.filter((_, index) => first[index] >= 0),
    open: [...open, ...revealed.filter((_, index) => first[index] < 0)],
  };
}
