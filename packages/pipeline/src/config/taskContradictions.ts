import type { CodesignConfig } from './schema';
import { isMetric } from './slices/search';
import type { TrainingSlice } from './slices/training';
import { taskMetrics } from '../metrics/taskMetric';

type Judged = Pick<CodesignConfig, 'task' | 'search' | 'qat' | 'prune'>;

/** Training keys that only one task has. */
const keysOf: Readonly<Record<CodesignConfig['task'], readonly (keyof TrainingSlice)[]>> = {
  classification: ['labelSmoothing', 'classWeights'],
  regression: ['loss', 'huberDelta'],
};

/** Keys that belong to the other task than the study's, as sentences. */
export function* taskContradictions({ task, search, qat, prune }: Judged): Generator<string> {
  const { name } = taskMetrics[task];
  const foreign = (measure: (typeof search.objectives)[number]) => isMetric(measure) && measure !== name;
  for (const objective of search.objectives.filter(foreign)) {
    yield `search.objectives has "${objective}", but the task is ${task}; its metric is "${name}"`;
  }
  for (const limited of Object.keys(search.constraints) as typeof search.objectives) {
    if (foreign(limited))
      yield `search.constraints.${limited} limits a metric that the task ${task} does not have; its metric is "${name}"`;
  }
  const other = task === 'classification' ? 'regression' : 'classification';
  const slices: Record<string, Partial<TrainingSlice>> = { 'search.training': search.training, qat, prune };
  for (const [path, slice] of Object.entries(slices)) {
    for (const key of keysOf[other].filter((foreignKey) => slice[foreignKey] !== undefined)) {
      yield `${path}.${key} is for a ${other}, but the task is ${task}; leave it out`;
    }
  }
}
