import type { Weights } from '@nx-codesign/ir';
import type { Genotype } from '@nx-codesign/search';
import type { Model } from '../artefacts/networkFiles';
import type { CodesignConfig } from '../config/schema';
import { transferWeights } from '../inheritance/transferWeights';
import { taskMetrics } from '../metrics/taskMetric';
import type { Proposal, TrialOutcome } from './searchTrial';
import { deriveSeed } from './seeds';

/** A proposal, and what became of the genotype that it was bred from, where the sampler breeds. */
export interface Heir extends Pick<Proposal, 'genotype' | 'network'> {
  readonly parent?: TrialOutcome;
}

/**
 * What a proposal's training starts from: the weights of its parent where it has one that was trained, else those of
 * the trained network of earlier generations that differs from it in the fewest genes (of equals the better, then the
 * earlier); where the shapes overlap. Undefined while there is none.
 */
export function inheritedWeights(
  heir: Heir,
  earlier: readonly TrialOutcome[],
  { task, seed }: Pick<CodesignConfig, 'task' | 'seed'>,
): Weights | undefined {
  const model = heir.parent?.model ?? nearestModel(heir.genotype, earlier, task);
  return model && transferWeights(model, heir.network, deriveSeed(seed, 'inheritance'));
}

function nearestModel(
  genotype: Genotype,
  earlier: readonly TrialOutcome[],
  task: CodesignConfig['task'],
): Model | undefined {
  const { lossOf } = taskMetrics[task];
  let best: { model: Model; distance: number; loss: number } | undefined;
  for (const { record, model } of earlier) {
    if (!record.ok || !model) continue;
    const [distance, loss] = [genesApart(genotype, record.genotype), lossOf(record.metric)];
    const isNearer = !best || distance < best.distance || (distance === best.distance && loss < best.loss);
    if (isNearer) best = { model, distance, loss };
  }
  return best?.model;
}

/** In how many genes two genotypes differ; one that only one of them has counts. */
export function genesApart(a: Genotype, b: Genotype): number {
  const genes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...genes].filter((gene) => a[gene] !== b[gene]).length;
}
