import type { Evaluated, Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { builderOf, spaceOf } from '../families';
import { chosenTraining } from '../families/trainingGenes';
import { createProgress } from '../progress/progress';
import { frameOf } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { lossesOf } from './policies';
import { runTrial, type Proposal, type TrialContext, type TrialOutcome } from './searchTrial';
import { shortHash } from './seeds';
import { searchSampler } from './studySamplers';

/** Runs the search to its budget, a generation at a time; one outcome per different network, in order. */
export async function runTrials(context: StageContext, workshop: Workshop): Promise<TrialOutcome[]> {
  const { search: slice } = context.config;
  const { population, trials } = slice.algorithm;
  const build = builderOf(slice.space, frameOf(workshop.description));
  const sampler = searchSampler(context.config, spaceOf(slice.space));
  const progress = createProgress({ ...context, unit: 'trials', total: trials });
  const byNetwork = new Map<string, TrialOutcome>();
  const best: TrialContext['best'] = {};
  for (let asked = 0; asked < trials;) {
    const genotypes = sampler.ask(Math.min(population, trials - asked));
    if (genotypes.length === 0) break;
    asked += genotypes.length;
    const proposals = genotypes.map((genotype) => ({ genotype, network: build(genotype) }));
    const fresh = firstOfEach(proposals, byNetwork);
    const done = await Promise.all(
      fresh.map((proposal) => runTrial({ ...context, progress, best }, workshop, proposal)),
    );
    fresh.forEach((_, index) => byNetwork.set(keyOf(fresh[index]), done[index]));
    if (fresh.length < genotypes.length) progress.advance(genotypes.length - fresh.length);
    sampler.tell(
      proposals.map((proposal) =>
        evaluated(proposal.genotype, byNetwork.get(keyOf(proposal))!, slice.objectives),
      ),
    );
  }
  return [...byNetwork.values()];
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
  const losses = lossesOf(record, objectives);
  return { genotype, losses, ...(record.violation && { violation: record.violation }) };
}
