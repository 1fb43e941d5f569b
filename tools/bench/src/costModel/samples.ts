import {
  buildDesign,
  carryCells,
  designCounts,
  designFacts,
  expectedKinds,
  findPart,
  legalReuseFactors,
  logicKinds,
  outlineOf,
  type Design,
  type ExpectedDesign,
  type ExpectedKind,
  type Facts,
  type LogicKind,
  type ModuleLogic,
  type Outline,
} from '@nx-codesign/hardware';
import { lower, sha256, type IntegerProgram } from '@nx-codesign/ir';
import type { Candidate } from './candidates';
import { modelOf, type Model, type Workshop } from './models';
import { synthesized, type ModuleCounts, type SynthesisTool } from './synthesized';

/** What is expected of a whole network by assumed weights. */
export interface Expected {
  readonly kinds: Readonly<Record<ExpectedKind, number>>;
  /** Registers at the ends of modules, and between. */
  readonly outputBits: number;
  readonly innerBits: number;
  readonly latencyCycles: number;
}

/** What a network is estimated by with its weights known, all instances together. */
export interface Outlined {
  readonly counts: Readonly<Record<LogicKind, number>>;
  readonly ffs: number;
  readonly latencyCycles: number;
}

/** A network with what was counted before synthesis, and what synthesis made of it. */
export interface Sample {
  readonly candidate: Candidate;
  readonly program: IntegerProgram;
  readonly reuseFactor: number;
  readonly modules: readonly (ModuleLogic & { readonly synthesized: ModuleCounts })[];
  readonly top: ModuleCounts;
  /** Of one instance of each module. */
  readonly carryCells: readonly number[];
  readonly selectionBits: number;
  readonly delayBits: number;
  readonly latencyCycles: number;
  readonly criticalPathNs: number;
  readonly facts: Facts;
  /** With the weights known; absent for designs that are used several times for a vector, which no estimate covers. */
  readonly outlined?: Outlined;
  /** Share of the rounded weights that are zero. */
  readonly sparsity: number;
  readonly weights: readonly WeightFacts[];
  /** SHA-256 of what is built, to see whether designs have changed. */
  readonly design: string;
}

/** Rounded weights of a layer. */
export interface WeightFacts {
  readonly bits: number;
  readonly count: number;
  readonly nonZero: number;
  /** Sums over those that are not zero. */
  readonly digits: number;
  readonly magnitude: number;
}

/** Share of the networks that are built with several cycles per vector, where they can be. */
const reuseShare = 0.2;

/** Builds and synthesises a candidate. */
export async function sampleOf(
  candidate: Candidate,
  workshop: Workshop,
  synthesis: SynthesisTool,
): Promise<Sample> {
  return sampleOfModel(candidate, modelOf(candidate, workshop), synthesis);
}

/** The same of a candidate whose weights are there. */
export async function sampleOfModel(
  candidate: Candidate,
  model: Model,
  synthesis: SynthesisTool,
): Promise<Sample> {
  const program = lower(model.network, model.weights);
  const reuseFactor = reuseFactorOf(program, candidate);
  const { part, clockPeriodNs } = candidate;
  const design = buildDesign(program, { part, clockPeriodNs, reuseFactor });
  const { top, modules } = await synthesized(design, synthesis);
  const logic = designCounts(design);
  const { family } = findPart(part);
  const ofWeights = weightFacts(model, candidate.weightBits);
  return {
    ...{ candidate, program, reuseFactor, top },
    carryCells: logic.map(({ counts }) =>
      counts.chains.reduce((sum, bits) => sum + carryCells(bits, family), 0),
    ),
    modules: logic.map((each, index) => ({ ...each, synthesized: modules[index] })),
    ...{
      selectionBits: design.selectionBits,
      delayBits: design.delayBits,
      latencyCycles: design.latencyCycles,
    },
    criticalPathNs: Math.max(0, ...design.modules.map(({ schedule }) => schedule.criticalPathNs)),
    facts: designFacts(
      design,
      logic.map(({ counts }) => counts),
    ),
    ...(reuseFactor === 1 && { outlined: outlinedTotals(outlineOf(program, candidate)) }),
    sparsity: sparsityOf(ofWeights),
    weights: ofWeights,
    design: designHash(design),
  };
}

function reuseFactorOf(program: IntegerProgram, { seed }: Candidate): number {
  const legal = legalReuseFactors(program).filter((factor) => factor > 1 && factor <= 8);
  return legal.length > 0 && seed % Math.round(1 / reuseShare) === 0 ? legal[seed % legal.length] : 1;
}

/** Totals over a network. */
export function expectedOf({ groups, latencyCycles }: ExpectedDesign): Expected {
  const total = (of: (group: (typeof groups)[number]) => number) =>
    groups.reduce((sum, group) => sum + group.instances * of(group), 0);
  const kinds = expectedKinds.map((kind) => [kind, total(({ logic }) => logic[kind])]);
  return {
    kinds: Object.fromEntries(kinds) as Record<ExpectedKind, number>,
    outputBits: total(({ pipeline }) => pipeline.outputBits),
    innerBits: total(({ pipeline }) => pipeline.innerBits),
    latencyCycles,
  };
}

/** Totals over an outline. */
export function outlinedTotals({ groups, latencyCycles, delayBits }: Outline): Outlined {
  const total = (of: (group: (typeof groups)[number]) => number) =>
    groups.reduce((sum, group) => sum + group.instances * of(group), 0);
  const counts = logicKinds.map((kind) => [kind, total((group) => group.counts[kind])]);
  return {
    counts: Object.fromEntries(counts) as Record<LogicKind, number>,
    ffs: total((group) => group.counts.registers) + delayBits,
    latencyCycles,
  };
}

function weightFacts({ network, weights }: Model, bits: number): WeightFacts[] {
  return Object.entries(weights).flatMap(([name, { data }]): WeightFacts[] => {
    if (!name.endsWith('/kernel')) return [];
    const layer = network.layers.find((node) => name === `${node.name}/kernel`)!;
    const { fraction } = layer.config['weight'] as { fraction: number };
    const integers = Array.from(data, (value) => Math.round(Math.abs(value) * 2 ** fraction)).filter(
      (w) => w > 0,
    );
    return [
      {
        ...{ bits, count: data.length, nonZero: integers.length },
        digits: integers.reduce((sum, weight) => sum + signedDigitsOf(weight), 0),
        magnitude: integers.reduce((sum, weight) => sum + weight, 0),
      },
    ];
  });
}

function sparsityOf(layers: readonly WeightFacts[]): number {
  const sum = (key: 'count' | 'nonZero') => layers.reduce((total, layer) => total + layer[key], 0);
  return 1 - sum('nonZero') / sum('count');
}

/** Non-zero digits of the canonical signed form: the ones of `w xor 3 w` but the lowest bit. */
export function signedDigitsOf(weight: number): number {
  let bits = weight ^ (3 * weight);
  let count = 0;
  for (; bits > 1; bits = Math.floor(bits / 2)) count += (bits >> 1) & 1;
  return count;
}

function designHash({ modules, instances }: Design): string {
  return sha256(
    JSON.stringify([modules.map(({ graph, schedule }) => [graph, schedule.stage]), instances.length]),
  );
}
