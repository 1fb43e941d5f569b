import type { SearchSlice } from '../config/slices/search';
import type { SearchTrial } from '../records/trials';
import type { FinishedTrial } from './policies';

/** How far the candidates of a generation are trained, rung by rung; without `search.fidelity` one rung of all epochs. */
export interface Ladder {
  /** Epochs after which each rung ends. */
  readonly epochs: readonly number[];
  /** One of so many goes on. */
  readonly reduction: number;
}

type Slice = Pick<SearchSlice, 'fidelity' | 'training'>;

export function ladderOf({ fidelity, training }: Slice): Ladder {
  return fidelity ?? { epochs: [training.epochs], reduction: 2 };
}

/**
 * Folds that are trained at a rung, from 0: all of them at the last one, before it the first alone, since folds are a
 * fidelity like epochs.
 */
export function foldsAt(slice: Slice & Pick<SearchSlice, 'folds'>, rung: number): number {
  return rung === ladderOf(slice).epochs.length - 1 ? slice.folds : 1;
}

/** `search.training` with the epochs of the last rung. */
export function wholeTraining(slice: Slice): SearchSlice['training'] {
  return { ...slice.training, epochs: ladderOf(slice).epochs.at(-1)! };
}

/** The trials that reached the last rung: only these can be chosen. */
export function wholeTrials(trials: readonly SearchTrial[], slice: Slice): FinishedTrial[] {
  const rungs = ladderOf(slice).epochs.length;
  return trials.filter((trial): trial is FinishedTrial => trial.ok && (trial.rung ?? rungs) === rungs);
}
