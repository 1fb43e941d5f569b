import type { Space } from '@nx-codesign/search';
import type { LocalSearchSlice } from '../config/slices/localSearch';

/** The settings that the local search chooses from, under the names of a training's settings. */
export function localSpace({ learningRate, weightDecay, batchSizes, epochs }: LocalSearchSlice): Space {
  const logarithmic = ([low, high]: readonly number[]) => ({ kind: 'float', low, high, log: true }) as const;
  return {
    learningRate: logarithmic(learningRate),
    weightDecay: logarithmic(weightDecay),
    batchSize: { kind: 'categorical', choices: batchSizes },
    epochs: { kind: 'integer', low: epochs[0], high: epochs[1] },
  };
}

/** The key of codesign.json that a parameter comes from. */
export function localSpaceKey(parameter: string): string {
  return `localSearch.${parameter === 'batchSize' ? 'batchSizes' : parameter}`;
}
