import { Type } from '@sinclair/typebox';
import type { Space } from '@nx-codesign/search';
import { measures, policies } from '../config/slices/search';
import { amount, count, oneOf, record, share, text, type RecordOf } from './schema';

const trialNumbers = (description: string) => Type.Array(Type.Integer(), { description });

/** How a search went, from its trials. */
export const searchAnalysis = record({
  space: Type.Unsafe<Space>({ type: 'object', description: 'The choices by name, with their bounds.' }),
  whole: trialNumbers(
    'Trials that were trained whole: the last rung of search.fidelity, or all that did not fail.',
  ),
  hypervolume: Type.Array(
    record({
      trial: count('A whole one.'),
      share: share('Of the box between the best and worst values, costs as logarithms, dominated after it.'),
      epochs: count(
        'Passes over the training samples until then, of all trials: time that is the same everywhere.',
      ),
    }),
  ),
  chosen: Type.Array(
    record({
      policy: oneOf(policies, 'Of search.variants.'),
      trial: count('That it chose.'),
      why: text('The figures that decided.'),
    }),
  ),
  importance: Type.Array(
    record({
      objective: oneOf(measures, 'What is explained.'),
      alone: Type.Record(Type.String(), Type.Number(), {
        description: 'By choice: the share of the variance over the space that it explains by itself.',
      }),
      together: share('Of the variance: what no choice explains by itself.'),
    }),
    { description: 'Of each objective that can be explained; an estimate.' },
  ),
  rejected: Type.Array(
    record({
      measure: oneOf(measures, 'What is limited.'),
      kind: oneOf(['min', 'max'] as const, 'Of the limit.'),
      limit: amount('See search.constraints.'),
      trials: trialNumbers('That break this constraint.'),
      alone: trialNumbers('That break no other.'),
    }),
    { description: 'One entry per constraint.' },
  ),
});
export type SearchAnalysis = RecordOf<typeof searchAnalysis>;
