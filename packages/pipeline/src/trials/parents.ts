import type { Weights } from '@nx-codesign/ir';
import type { Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { transferWeights } from '../inheritance/transferWeights';
import { taskMetrics } from '../metrics/taskMetric';
import type { Proposal, TrialOutcome } from './searchTrial';
import { deriveSeed } from './seeds';

/** A proposal, and what became of the genotype that it was bred from, where the sampler breeds. */
export interface Heir extends Pick<Proposal, 'genotype' | 'network'> {
  readonly parent?: TrialOutcome;
}

type Trained = TrialOutcome & Required<Pick<TrialOutcome, 'model'>>;

/**
 * What a proposal's training starts from, fold by fold: the weights of its parent where it has one whose weights are
 * there, else those of the earlier network that differs from it in the fewest genes (of equals the better, then the
 * earlier); where the shapes overlap. Each fold goes on from the same fold, so that no training has seen what its
 * metric is measured on; folds that the parent has not start anew. Undefined while there is no parent.
 */
export function inheritedStarts(
  heir: Heir,
  earlier: readonly TrialOutcome[],
  { task, seed }: Pick<CodesignConfig, 'task' | 'seed'>,
): readonly Weights[] | undefined {
  const from = isTrained(heir.parent) ? heir.parent : nearest(heir.genotype, earlier, task);
  if (!from) return undefined;
  const { network, weights: first } = from.model;
  return (from.foldWeights ?? [first]).map((weights) =>
    transferWeights({ network, weights }, heir.network, deriveSeed(seed, 'inheritance')),
  );
}

function nearest(
  genotype: Genotype,
  earlier: readonly TrialOutcome[],
  task: CodesignConfig['task'],
): Trained | undefined {
  const { lossOf } = taskMetrics[task];
  let best: { outcome: Trained; distance: number; loss: number } | undefined;
  for (const outcome of earlier) {
    if (!isTrained(outcome) || !outcome.record.ok) continue;
    const distance = genesApart(genotype, outcome.record.genotype);
    const loss = lossOf(outcome.record.metric);
    const isNearer = !best || distance < best.distance || (distance === best.distance && loss < best.loss);
    if (isNearer) best = { outcome, distance, loss };
  }
  return best?.outcome;
}

function isTrained(outcome: TrialOutcome | undefined): outcome is Trained {
  return outcome?.model !== undefined;
}

/** In how many genes two genotypes differ; one that only one of them has counts. */
export function genesApart(a: Genotype, b: Genotype): number {
  const genes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...genes].filter((gene) => a[gene] !== b[gene]).length;
}
