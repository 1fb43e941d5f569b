import type { Weights } from '@nx-codesign/ir';
import type { Genotype } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { transferWeights } from '../inheritance/transferWeights';
import { taskMetrics } from '../metrics/taskMetric';
import type { Proposal, TrialOutcome } from './searchTrial';
import { deriveSeed } from './seeds';

/**
 * What a proposal's training starts from: the weights of its parent, the trained network of earlier generations that
 * differs from it in the fewest genes (of equals the better, then the earlier), where the shapes overlap. Undefined
 * while there is none.
 */
export function inheritedWeights(
  { genotype, network }: Pick<Proposal, 'genotype' | 'network'>,
  earlier: readonly TrialOutcome[],
  { task, seed }: Pick<CodesignConfig, 'task' | 'seed'>,
): Weights | undefined {
  const { lossOf } = taskMetrics[task];
  let best: { model: NonNullable<TrialOutcome['model']>; distance: number; loss: number } | undefined;
  for (const { record, model } of earlier) {
    if (!record.ok || !model) continue;
    const [distance, loss] = [genesApart(genotype, record.genotype), lossOf(record.metric)];
    const isNearer = !best || distance < best.distance || (distance === best.distance && loss < best.loss);
    if (isNearer) best = { model, distance, loss };
  }
  return best && transferWeights(best.model, network, deriveSeed(seed, 'inheritance'));
}

/** In how many genes two genotypes differ; one that only one of them has counts. */
export function genesApart(a: Genotype, b: Genotype): number {
  const genes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...genes].filter((gene) => a[gene] !== b[gene]).length;
}
