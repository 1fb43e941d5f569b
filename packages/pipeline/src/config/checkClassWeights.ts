import { CodesignError } from '@nx-codesign/ir';
import type { CodesignConfig } from './schema';
import type { TrainingSlice } from './slices/training';

/**
 * Throws `config.classWeights` unless every list of class weights in the study has one for each class of the data,
 * whichever stage it is for.
 */
export function checkClassWeights(
  { search, localSearch, qat, prune }: Pick<CodesignConfig, 'search' | 'localSearch' | 'qat' | 'prune'>,
  { classes }: { readonly classes?: number },
): void {
  if (classes === undefined) return;
  const slices: Record<string, Partial<Pick<TrainingSlice, 'classWeights'>>> = {
    ...{ 'search.training': search.training, localSearch, qat, prune },
  };
  const problems = Object.entries(slices).flatMap(([path, { classWeights }]) => {
    if (classWeights === undefined || classWeights.length === classes) return [];
    return [`${path}.classWeights has ${classWeights.length} weights; give ${classes}, one for each class`];
  });
  if (problems.length > 0) throw new CodesignError('config.classWeights', problems.join('\n'));
}
