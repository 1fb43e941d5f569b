import type { Evaluated, Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { builderOf, spaceOf } from '../families';
import { chosenTraining } from '../families/trainingGenes';
import { checkFolds } from '../jobs/folds';
import { createProgress } from '../progress/progress';
import { frameOf } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { runGeneration, type TrialContext } from './generation';
import { inheritedWeights, type Heir } from './parents';
import { lossesOf } from './policies';
import type { Proposal, TrialOutcome } from './searchTrial';
import { shortHash } from './seeds';
import { searchSampler } from './studySamplers';

/** What a search gave: one outcome per different network, in order, and its training runs. */
export interface SearchRun {
  readonly outcomes: readonly TrialOutcome[];
  readonly tally: TrialContext['tally'];
}

/** Runs the search to its budget, a generation at a time. Throws `search.folds`, `family.inputs`. */
export async function runTrials(context: StageContext, workshop: Workshop): Promise<SearchRun> {
  const { search: slice } = context.config;
  const { population, trials } = slice.algorithm;
  const { train, validation } = workshop.description.splits;
  checkFolds(slice.folds, { train: train.count, validation: validation.count });
  const build = builderOf(slice.space, frameOf(workshop.description));
  const sampler = searchSampler(context.config, spaceOf(slice.space));
  const progress = createProgress({ ...context, unit: 'trials', total: trials });
  const byNetwork = new Map<string, TrialOutcome>();
  const trial: TrialContext = { ...context, progress, best: {}, tally: { trainings: 0, reused: 0 } };
  const isOver = budgetOf(context);
  for (let asked = 0; asked < trials && !isOver([...byNetwork.values()]);) {
    const genotypes = sampler.ask(Math.min(population, trials - asked));
    if (genotypes.length === 0) break;
    asked += genotypes.length;
    const proposals = genotypes.map((genotype) => ({ genotype, network: build(genotype) }));
    const fresh = firstOfEach(proposals, byNetwork);
    const outcomeOf = (genotype: Genotype) => byNetwork.get(keyOf({ genotype, network: build(genotype) }));
    const heirs = fresh.map((proposal) => {
      const parent = sampler.parentOf?.(proposal.genotype);
      return { ...proposal, ...(parent && { parent: outcomeOf(parent) }) };
    });
    const started = withStarts(heirs, [...byNetwork.values()], context.config);
    const done = await runGeneration(trial, workshop, started);
    fresh.forEach((_, index) => byNetwork.set(keyOf(fresh[index]), done[index]));
    if (fresh.length < genotypes.length) progress.advance(genotypes.length - fresh.length);
    sampler.tell(
      proposals.map((proposal) =>
        evaluated(proposal.genotype, byNetwork.get(keyOf(proposal))!, slice.objectives),
      ),
    );
  }
  return { outcomes: [...byNetwork.values()], tally: trial.tally };
}

/** Whether the budgets of epochs or wall time are spent; asked between generations. */
function budgetOf({ config, now }: StageContext): (outcomes: readonly TrialOutcome[]) => boolean {
  const { epochs = Infinity, minutes = Infinity } = config.search.algorithm;
  const endMs = now() + minutes * 60_000;
  return (outcomes) =>
    now() >= endMs ||
    outcomes.reduce((sum, { record }) => sum + (record.ok ? record.epochs : 0), 0) >= epochs;
}

function withStarts(
  heirs: readonly (Proposal & Heir)[],
  earlier: readonly TrialOutcome[],
  config: CodesignConfig,
): Proposal[] {
  return heirs.map(({ parent, ...proposal }) => {
    const weights = config.search.inheritance
      ? inheritedWeights({ ...proposal, ...(parent && { parent }) }, earlier, config)
      : undefined;
    return { ...proposal, ...(weights && { weights }) };
  });
}

/** Two genotypes that build the same network and train it alike are one trial. */
function keyOf({ genotype, network }: Omit<Proposal, 'trial'>): string {
  return shortHash({ network, training: chosenTraining(genotype) });
}

/** Numbers the trials that were not made before. */
function firstOfEach(
  proposals: readonly Omit<Proposal, 'trial'>[],
  tried: ReadonlyMap<string, unknown>,
): Proposal[] {
  const fresh = new Map<string, Omit<Proposal, 'trial'>>();
  for (const proposal of proposals) {
    const key = keyOf(proposal);
    if (!tried.has(key) && !fresh.has(key)) fresh.set(key, proposal);
  }
  return [...fresh.values()].map((proposal, index) => ({ ...proposal, trial: tried.size + index + 1 }));
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
