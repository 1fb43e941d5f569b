import type { CodesignConfig } from '../config/schema';
import type { SearchTrial } from '../records/trials';
import { wholeTrials } from '../trials/fidelity';
import { hypervolumeSteps } from '../trials/hypervolumes';
import type { FinishedTrial } from '../trials/policies';
import { rejectionsOf } from '../trials/rejections';
import { count, type Table } from './table';

/** How the search went: what became of the trials, its hypervolume, what the constraints rejected; `tally` of its own training runs. */
export function searchTable(
  trials: readonly SearchTrial[],
  { search }: Pick<CodesignConfig, 'search'>,
  tally?: { readonly trainings: number; readonly reused: number },
): Table {
  const finished = trials.filter((trial): trial is FinishedTrial => trial.ok);
  const whole = wholeTrials(trials, search);
  const hypervolume = hypervolumeSteps(whole, search.objectives).at(-1)?.share;
  const rejections = rejectionsOf(finished, search.constraints).map(
    ({ measure, kind, limit, trials: all }) => [`rejected by ${measure} ${kind} ${limit}`, count(all.length)],
  );
  return {
    title: 'Search',
    columns: ['', 'value'],
    rows: [
      ['networks', count(trials.length)],
      ['failed', count(trials.length - finished.length)],
      ...(search.fidelity ? [['ended early by halving', count(finished.length - whole.length)]] : []),
      ...rejections,
      ['passes over the training samples', count(finished.reduce((sum, { epochs }) => sum + epochs, 0))],
      ...(tally ? tallyRows(tally) : []),
      ['hypervolume, share of the box', hypervolume === undefined ? '-' : hypervolume.toFixed(4)],
    ],
  };
}

function tallyRows({
  trainings,
  reused,
}: {
  readonly trainings: number;
  readonly reused: number;
}): string[][] {
  return [
    ['training runs', count(trainings)],
    ['of these from the journal', count(reused)],
  ];
}
