import { dualLut, dualLutInputs, wiresOf } from './dualLut';
import { cellDepths } from './cellDepths';
import type { YosysModule } from './yosysModule';

export interface CombinedLuts {
  readonly module: YosysModule;
  /** The types of the LUTs of each pair. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** A LUT that may share a LUT6_2 with another one. */
interface Candidate {
  readonly name: string;
  /** Its inputs that are not constant, each once. */
  readonly wires: readonly number[];
  readonly depth: number;
}

type Candidates = Map<string, Candidate>;

/** Partners that are looked at for one input of a LUT: enough of those that read a net of high fan-out. */
const mostPartners = 64;

/**
 * Puts two LUTs of at most five inputs together into one LUT6_2, as a LUT of 7-series and UltraScale+ has two outputs (UG474,
 * UG574) and vendors' tools do by default. Only LUTs that stand equally deep in the logic: neither can be ahead of the
 * other, and no way gets longer. Those of S and DI of one carry bit go together, other LUTs of carry chains stay alone. The
 * rest, largest first, go with the partner that shares most inputs, at least one.
 */
export function combineLuts(module: YosysModule): CombinedLuts {
  const candidates = candidatesOf(module);
  const pairs = [...chainPairs(module, candidates), ...otherPairs(candidates)];
  const cells = new Map(Object.entries(module.cells));
  for (const [first, second] of pairs) {
    cells.set(first, dualLut(module.cells[first], module.cells[second]));
    cells.delete(second);
  }
  const typeOf = (name: string): string => module.cells[name].type;
  return {
    module: { ...module, cells: Object.fromEntries(cells) },
    pairs: pairs.map(([first, second]) => [typeOf(first), typeOf(second)]),
  };
}

function candidatesOf(module: YosysModule): Candidates {
  const depths = cellDepths(module);
  const luts = Object.entries(module.cells).filter(([, { type }]) => /^LUT[2-5]$/.test(type));
  return new Map(
    luts.map(([name, cell]) => [name, { name, wires: wiresOf([cell]), depth: depths.get(name) ?? 0 }]),
  );
}

/** Pairs on carry bits; takes all LUTs of carry chains out of the candidates. */
function chainPairs(module: YosysModule, candidates: Candidates): [string, string][] {
  const drivers = new Map([...candidates.keys()].map((name) => [module.cells[name].connections.O[0], name]));
  const pairs: [string, string][] = [];
  const chains = Object.values(module.cells).filter(({ type }) => type.startsWith('CARRY'));
  for (const { S, DI } of chains.map(({ connections }) => connections)) {
    S.forEach((select, bit) => {
      const [first, second] = [select, DI[bit]].map((net) => candidates.get(drivers.get(net) ?? ''));
      if (first && second && first !== second && commonInputs(first, second) !== undefined) {
        pairs.push([first.name, second.name]);
        candidates.delete(first.name);
        candidates.delete(second.name);
      }
    });
  }
  chains
    .flatMap(({ connections: { S, DI } }) => [...S, ...DI])
    .forEach((net) => candidates.delete(drivers.get(net) ?? ''));
  return pairs;
}

function otherPairs(candidates: Candidates): [string, string][] {
  const readers = new Map<number, Candidate[]>();
  for (const candidate of candidates.values()) {
    candidate.wires.forEach((wire) => readers.set(wire, [...(readers.get(wire) ?? []), candidate]));
  }
  const waiting = new Set(candidates.values());
  const pairs: [string, string][] = [];
  for (const candidate of [...waiting].sort((a, b) => b.wires.length - a.wires.length)) {
    if (!waiting.delete(candidate)) continue;
    const near = candidate.wires.flatMap((wire) =>
      (readers.get(wire) ?? []).filter((other) => waiting.has(other)).slice(0, mostPartners),
    );
    const partner = bestPartner(candidate, near);
    if (partner === undefined) continue;
    waiting.delete(partner);
    pairs.push([candidate.name, partner.name]);
  }
  return pairs;
}

function bestPartner(candidate: Candidate, near: readonly Candidate[]): Candidate | undefined {
  let best: { partner: Candidate; common: number } | undefined;
  for (const partner of near) {
    const common = commonInputs(candidate, partner) ?? 0;
    if (common > (best?.common ?? 0)) best = { partner, common };
  }
  return best?.partner;
}

/** How many inputs two LUTs have in common; `undefined` if they do not go into one. */
function commonInputs(a: Candidate, b: Candidate): number | undefined {
  const common = b.wires.filter((wire) => a.wires.includes(wire)).length;
  const fits = a.depth === b.depth && a.wires.length + b.wires.length - common <= dualLutInputs;
  return fits ? common : undefined;
}
