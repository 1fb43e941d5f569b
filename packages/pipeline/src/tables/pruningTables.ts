import type { PrunedVariant } from '../records/variants';
import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import { count, type Table } from './table';
import type { Pruned } from '../pruning/pruneVariant';

/** Every step of every path, with the chosen ones. */
export function pathTable(pruned: readonly Pruned[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  return {
    title: 'Pruning paths (validation samples)',
    columns: ['variant', 'step', 'units', heading, 'parameters', 'EBOPs', 'chosen'],
    rows: pruned.flatMap(({ variant, path }) =>
      path.map(({ step, units, metric, costs }) => [
        variant.name,
        String(step),
        Object.values(units).join('-') || '-',
        text(metric),
        count(costs.parameters),
        count(costs.ebops),
        step === variant.step ? 'yes' : '',
      ]),
    ),
  };
}

/** The metric on both splits, and the engine's check. */
export function metricTable(variants: readonly PrunedVariant[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  return {
    title: `Last evaluation (${heading}, validation / test)`,
    columns: ['variant', 'float', 'quantised', 'pruned', 'engine = interpreter'],
    rows: variants.map(({ name, validation, test, engineCheck: { vectors, mismatches } }) => [
      name,
      `${text(validation.float)} / ${text(test.float)}`,
      `${text(validation.quantized)} / ${text(test.quantized)}`,
      `${text(validation.pruned)} / ${text(test.pruned)}`,
      `${count(vectors - mismatches)} of ${count(vectors)}`,
    ]),
  };
}
