import type { CodesignConfig } from '../config/schema';
import { spaceOf } from '../families';
import type { SearchAnalysis } from '../records/searchAnalysis';
import type { SearchTrial } from '../records/trials';
import { choiceImportances } from './choiceImportance';
import { wholeTrials } from './fidelity';
import { hypervolumeSteps } from './hypervolumes';
import type { FinishedTrial } from './policies';
import { rejectionsOf } from './rejections';

/** What the trials of a search say about its space, its course and its constraints. */
export function analyseSearch(trials: readonly SearchTrial[], config: CodesignConfig): SearchAnalysis {
  const { search } = config;
  const finished = trials.filter((trial): trial is FinishedTrial => trial.ok);
  const whole = wholeTrials(trials, search);
  return {
    space: spaceOf(search),
    whole: whole.map(({ trial }) => trial),
    hypervolume: hypervolumeSteps(whole, search.objectives),
    importance: choiceImportances(whole, config),
    rejected: rejectionsOf(finished, search.constraints),
  };
}
