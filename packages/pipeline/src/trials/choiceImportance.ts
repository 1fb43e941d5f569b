import { parameterImportance, type Importance } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import type { Measure } from '../config/slices/search';
import { spaceOf } from '../families';
import { scaledLoss, type FinishedTrial } from './policies';
import { deriveSeed } from './seeds';

/** Which choices explain one objective. */
export interface ChoiceImportance extends Importance {
  readonly objective: Measure;
}

/**
 * For each objective how much each choice of the space explains of it, costs on a logarithmic scale, estimated from
 * whole trials; objectives that cannot be explained are left out.
 */
export function choiceImportances(
  trials: readonly FinishedTrial[],
  { search, seed }: Pick<CodesignConfig, 'search' | 'seed'>,
): ChoiceImportance[] {
  const space = spaceOf(search);
  return search.objectives.flatMap((objective) => {
    const results = trials.map((trial) => ({
      genotype: trial.genotype,
      value: scaledLoss(trial, objective),
    }));
    const importance = parameterImportance(space, results, {
      seed: deriveSeed(seed, 'importance', objective),
    });
    return importance ? [{ objective, ...importance }] : [];
  });
}
