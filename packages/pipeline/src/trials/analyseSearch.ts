import type { CodesignConfig } from '../config/schema';
import { spaceOf } from '../families';
import type { SearchAnalysis } from '../records/searchAnalysis';
import type { SearchTrial } from '../records/trials';
import { choiceImportances } from './choiceImportance';
import { explainChoices } from './explainChoices';
import { wholeTrials } from './fidelity';
import { hypervolumeSteps, type HypervolumeStep } from './hypervolumes';
import type { FinishedTrial } from './policies';
import { rejectionsOf } from './rejections';

/** What the trials of a search, and the front among them, say about its space, its course, its constraints and choices. */
export function analyseSearch(
  trials: readonly SearchTrial[],
  front: readonly FinishedTrial[],
  config: CodesignConfig,
): SearchAnalysis {
  const { search } = config;
  const finished = trials.filter((trial): trial is FinishedTrial => trial.ok);
  const whole = wholeTrials(trials, search);
  return {
    space: spaceOf(search),
    whole: whole.map(({ trial }) => trial),
    hypervolume: withEpochs(hypervolumeSteps(whole, search.objectives), finished),
    chosen: explainChoices(front, config),
    importance: choiceImportances(whole, config),
    rejected: rejectionsOf(finished, search.constraints),
  };
}

/** Each step with the passes of all trials up to its own. */
function withEpochs(
  steps: readonly HypervolumeStep[],
  finished: readonly FinishedTrial[],
): SearchAnalysis['hypervolume'] {
  let epochs = 0;
  const until = new Map(finished.map((trial) => [trial.trial, (epochs += trial.epochs)]));
  return steps.map((step) => ({ ...step, epochs: until.get(step.trial) ?? 0 }));
}
