import type { Weights } from '@nx-codesign/ir';
import { chosenTraining } from '../families/trainingGenes';
import type { SearchTrial } from '../records/trials';
import type { Proposal, TrialOutcome } from './searchTrial';
import { shortHash } from './seeds';

/**
 * Proposals whose trainings differ in nothing start alike: trials that differ in widths or sparsity only share the float
 * training of the first of them, also where each has a parent of its own to inherit from.
 */
export function withSharedStarts(
  proposals: readonly Proposal[],
  earlier: readonly TrialOutcome[],
): Proposal[] {
  const known = new Map<string, readonly Weights[] | undefined>();
  for (const { record, startedFrom } of earlier) {
    if (startedFrom) known.set(trainingKey(record), startedFrom.starts);
  }
  return proposals.map(({ starts: own, ...proposal }) => {
    const key = trainingKey({ genotype: proposal.genotype, network: shortHash(proposal.network) });
    if (!known.has(key)) known.set(key, own);
    const starts = known.get(key);
    return { ...proposal, ...(starts && { starts }) };
  });
}

function trainingKey({ genotype, network }: Pick<SearchTrial, 'genotype' | 'network'>): string {
  return shortHash({ network, training: chosenTraining(genotype) });
}
