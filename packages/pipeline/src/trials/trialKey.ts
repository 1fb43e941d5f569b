import { chosenTraining } from '../families/trainingGenes';
import type { SearchTrial } from '../records/trials';
import { chosenWidths } from '../spaces/precisionGenes';
import { shortHash } from './seeds';

/**
 * Two genotypes that build the same network, by its short hash, train it alike and measure it at the same widths and
 * sparsity are one trial.
 */
export function trialKey({ genotype, network }: Pick<SearchTrial, 'genotype' | 'network'>): string {
  return shortHash({ network, training: chosenTraining(genotype), widths: chosenWidths(genotype) });
}
