import type { Measure, SearchSlice } from '../config/slices/search';
import { measureOf, type FinishedTrial } from './policies';

/** What one constraint rejected. */
export interface Rejection {
  readonly measure: Measure;
  readonly limit: number;
  readonly kind: 'min' | 'max';
  /** Trials that exceed it, also if they exceed others. */
  readonly trials: readonly number[];
  /** Those that exceed no other. */
  readonly alone: readonly number[];
}

/** Per constraint the trials that it rejected, in the order of the constraints. */
export function rejectionsOf(
  trials: readonly FinishedTrial[],
  constraints: SearchSlice['constraints'],
): Rejection[] {
  const limits = Object.entries(constraints).map(([name, bound]) => {
    const [kind, limit] = 'min' in bound ? (['min', bound.min] as const) : (['max', bound.max] as const);
    const measure = name as Measure;
    const isBroken = (trial: FinishedTrial) => {
      const value = measureOf(trial, measure);
      return kind === 'min' ? value < limit : value > limit;
    };
    return { measure, limit, kind, isBroken };
  });
  return limits.map(({ isBroken, ...limit }) => {
    const rejected = trials.filter(isBroken);
    const alone = rejected.filter((trial) => limits.filter((each) => each.isBroken(trial)).length === 1);
    return { ...limit, trials: rejected.map(({ trial }) => trial), alone: alone.map(({ trial }) => trial) };
  });
}
