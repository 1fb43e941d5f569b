import type { Genotype } from '@nx-codesign/search';
import type { TrainingSettings } from '@nx-codesign/train';
import type { CodesignConfig } from '../config/schema';
import type { SearchSlice } from '../config/slices/search';
import { chosenTraining } from '../families/trainingGenes';
import { wholeTraining } from './fidelity';
import { deriveSeed } from './seeds';
import { trainingSettings } from './trainingSettings';

/** The part of a study that says how the search trains and measures. */
export interface SearchedStudy extends Pick<CodesignConfig, 'seed' | 'task'> {
  readonly search: Pick<SearchSlice, 'space' | 'assume' | 'training' | 'fidelity'>;
}

/** How the search trains a genotype's network: `search.training` with the settings among its genes. */
export function searchSettings({ search, seed, task }: SearchedStudy, genotype: Genotype): TrainingSettings {
  const slice = { ...wholeTraining(search), ...chosenTraining(genotype) };
  return trainingSettings(slice, { task, keep: 'last', seed: deriveSeed(seed, 'training') });
}
