import type { Evaluated, Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { builderOf, spaceOf } from '../families';
import { checkFolds } from '../jobs/folds';
import { createProgress } from '../progress/progress';
import { frameOf } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { runGeneration, type TrialContext } from './generation';
import { keptWeights } from './keptWeights';
import { inheritedStarts, type Heir } from './parents';
import { lossesOf } from './policies';
import type { Proposal, TrialOutcome } from './searchTrial';
import { withSharedStarts } from './sharedStarts';
import { searchSampler } from './studySamplers';
import { shortHash } from './seeds';
import { trialKey } from './trialKey';

/** What a search gave: one outcome per different network, in order, and its training runs. */
export interface SearchRun {
  readonly outcomes: readonly TrialOutcome[];
  readonly tally: TrialContext['tally'];
}

/** Where a search goes on from. */
export interface SearchStart {
  /** Of the sampler; the study's own if absent. */
  readonly seed?: number;
  /** Trials of other searches: the sampler is told of them, and none is made again. */
  readonly earlier?: readonly TrialOutcome[];
}

/** Runs the search to its budget, a generation at a time. Throws `search.folds`, `family.inputs`. */
export async function runTrials(
  context: StageContext,
  workshop: Workshop,
  { seed, earlier = [] }: SearchStart = {},
): Promise<SearchRun> {
  const { search: slice } = context.config;
  const { population, trials } = slice.algorithm;
  const { train, validation } = workshop.description.splits;
  checkFolds(slice.folds, { train: train.count, validation: validation.count });
  const build = builderOf(slice.space, frameOf(workshop.description));
  const sampler = searchSampler(context.config, spaceOf(slice), seed);
  sampler.tell(earlier.map((outcome) => evaluated(outcome.record.genotype, outcome, slice.objectives)));
  const progress = createProgress({ ...context, unit: 'trials', total: trials });
  const byNetwork = new Map(earlier.map((outcome) => [trialKey(outcome.record), outcome]));
  const own = () => [...byNetwork.values()].slice(earlier.length);
  const trial: TrialContext = {
    ...context,
    progress,
    best: {},
    tally: { trainings: 0, reused: 0, course: [] },
  };
  const clock = startClock(context);
  let holders: readonly string[] = [...byNetwork.keys()];
  const budget = budgetOf(context);
  for (let asked = 0; asked < trials && !budget.isSpent();) {
    const genotypes = sampler.ask(Math.min(population, trials - asked));
    if (genotypes.length === 0) break;
    asked += genotypes.length;
    const proposals = genotypes.map((genotype) => ({ genotype, network: build(genotype) }));
    const fresh = firstOfEach(proposals, byNetwork, byNetwork.size - earlier.length + 1);
    const outcomeOf = (genotype: Genotype) => byNetwork.get(keyOf({ genotype, network: build(genotype) }));
    const heirs = fresh.map((proposal) => {
      const parent = sampler.parentOf?.(proposal.genotype);
      return { ...proposal, ...(parent && { parent: outcomeOf(parent) }) };
    });
    const holding = holders.map((key) => byNetwork.get(key)!);
    const started = withStarts(heirs, holding, context.config);
    const done = await runGeneration(trial, workshop, started);
    fresh.forEach((_, index) => byNetwork.set(keyOf(fresh[index]), done[index]));
    budget.spend(done);
    holders = forgetWeights(byNetwork, [...holders, ...fresh.map(keyOf)], slice);
    if (fresh.length < genotypes.length) progress.advance(genotypes.length - fresh.length);
    sampler.tell(
      proposals.map((proposal) =>
        evaluated(proposal.genotype, byNetwork.get(keyOf(proposal))!, slice.objectives),
      ),
    );
    trial.tally.course.push({ trials: byNetwork.size - earlier.length, ...clock() });
  }
  return { outcomes: own(), tally: trial.tally };
}

/** The budgets of epochs and wall time; asked between generations. */
function budgetOf({ config, now }: StageContext) {
  const { epochs = Infinity, minutes = Infinity } = config.search.algorithm;
  const endMs = now() + minutes * 60_000;
  let spent = 0;
  return {
    spend(outcomes: readonly TrialOutcome[]) {
      for (const { record } of outcomes) spent += record.ok ? record.epochs : 0;
    },
    isSpent: () => now() >= endMs || spent >= epochs,
  };
}

function withStarts(
  heirs: readonly (Proposal & Heir)[],
  earlier: readonly TrialOutcome[],
  config: CodesignConfig,
): Proposal[] {
  const proposals = heirs.map(({ parent, ...proposal }) => {
    const starts = config.search.inheritance
      ? inheritedStarts({ ...proposal, ...(parent && { parent }) }, earlier, config)
      : undefined;
    return { ...proposal, ...(starts && { starts }) };
  });
  return withSharedStarts(proposals, earlier);
}

/** Leaves the weights to those of the trials that `keptWeights` names, and only the record to the others; their keys. */
function forgetWeights(
  byNetwork: Map<string, TrialOutcome>,
  holders: readonly string[],
  { algorithm, objectives }: CodesignConfig['search'],
): string[] {
  const outcomes = holders.map((key) => byNetwork.get(key)!);
  const kept = keptWeights(
    outcomes.map((outcome) => evaluated(outcome.record.genotype, outcome, objectives)),
    algorithm.population,
  );
  return holders.filter((key, index) => {
    if (!kept.has(index)) byNetwork.set(key, { record: outcomes[index].record });
    return kept.has(index);
  });
}

/** Milliseconds since now: wall time, and CPU time of all threads of this process. */
function startClock({ now }: StageContext): () => { wallMs: number; cpuMs: number } {
  const [startMs, start] = [now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(start);
    return { wallMs: Math.round(now() - startMs), cpuMs: Math.round((user + system) / 1000) };
  };
}

function keyOf({ genotype, network }: Omit<Proposal, 'trial'>): string {
  return trialKey({ genotype, network: shortHash(network) });
}

/** Numbers the trials that were not made before, from `firstTrial`. */
function firstOfEach(
  proposals: readonly Omit<Proposal, 'trial'>[],
  tried: ReadonlyMap<string, unknown>,
  firstTrial: number,
): Proposal[] {
  const fresh = new Map<string, Omit<Proposal, 'trial'>>();
  for (const proposal of proposals) {
    const key = keyOf(proposal);
    if (!tried.has(key) && !fresh.has(key)) fresh.set(key, proposal);
  }
  return [...fresh.values()].map((proposal, index) => ({ ...proposal, trial: firstTrial + index }));
}

function evaluated(
  genotype: Genotype,
  { record }: TrialOutcome,
  objectives: CodesignConfig['search']['objectives'],
): Evaluated {
  if (!record.ok) return { genotype };
  const { violation, rung } = record;
  const losses = lossesOf(record, objectives);
  return { genotype, losses, ...(violation && { violation }), ...(rung && { rung }) };
}
