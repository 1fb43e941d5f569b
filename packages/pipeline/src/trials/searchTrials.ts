import type { Evaluated, Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { mlpFamily } from '../families/mlp';
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
  const family = mlpFamily(slice.space, frameOf(workshop.description));
  const sampler = searchSampler(context.config, family.space);
  const progress = createProgress({ ...context, unit: 'trials', total: trials });
  const byNetwork = new Map<string, TrialOutcome>();
  const best: TrialContext['best'] = {};
  for (let asked = 0; asked < trials;) {
    const genotypes = sampler.ask(Math.min(population, trials - asked));
    if (genotypes.length === 0) break;
    asked += genotypes.length;
    const proposals = genotypes.map((genotype) => ({ genotype, network: family.build(genotype) }));
    const fresh = firstOfEach(proposals, byNetwork);
    const done = await Promise.all(
      fresh.map((proposal) => runTrial({ ...context, progress, best }, workshop, proposal)),
    );
    fresh.forEach(({ network }, index) => byNetwork.set(shortHash(network), done[index]));
    if (fresh.length < genotypes.length) progress.advance(genotypes.length - fresh.length);
    sampler.tell(
      proposals.map(({ genotype, network }) =>
        evaluated(genotype, byNetwork.get(shortHash(network))!, slice.objectives),
      ),
    );
  }
  return [...byNetwork.values()];
}

/** Numbers the networks that were not tried before; two genotypes that build the same network are one trial. */
function firstOfEach(
  proposals: readonly Omit<Proposal, 'trial'>[],
  tried: ReadonlyMap<string, unknown>,
): Proposal[] {
  const fresh = new Map<string, Omit<Proposal, 'trial'>>();
  for (const proposal of proposals) {
    const key = shortHash(proposal.network);
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
