import type { PrecisionTrial } from '../records/trials';
import type { QuantizedVariant } from '../records/variants';
import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import { count, type Table } from './table';

interface Row {
  readonly variant: QuantizedVariant;
  readonly trials: readonly PrecisionTrial[];
}

/** Every precision that was tried, with the chosen ones. */
export function precisionTable(results: readonly Row[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  return {
    title: 'Quantisation-aware training (validation samples)',
    columns: ['variant', 'float', 'precision', heading, 'EBOPs', 'BOPs', 'chosen'],
    rows: results.flatMap(({ variant, trials }) =>
      trials.map((trial) => [
        variant.name,
        text(variant.validation.float),
        trial.name,
        trial.ok ? text(trial.metric) : 'failed',
        trial.ok ? count(trial.costs.ebops) : '-',
        trial.ok ? count(trial.costs.bops) : '-',
        trial.name === variant.precision.name ? (variant.withinLoss ? 'yes' : 'yes, above maxLoss') : '',
      ]),
    ),
  };
}
