import type { PrunedVariant } from '../records/variants';
import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import { count, percent, type Table } from './table';
import type { Pruned } from '../pruning/pruneVariant';

/** Every step of every path, with the chosen ones. */
export function pathTable(pruned: readonly Pruned[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  return {
    title: 'Pruning paths (validation samples)',
    columns: [
      'variant',
      'step',
      'method',
      'units',
      'zeros %',
      heading,
      'parameters',
      'BOPs',
      'EBOPs',
      'LUTs estimated',
      'chosen',
    ],
    rows: pruned.flatMap(({ variant, path }) =>
      path.map(({ step, method, units, zeroShare, metric, costs }) => [
        variant.name,
        String(step),
        method ?? '-',
        Object.values(units).join('-') || '-',
        percent(zeroShare),
        text(metric),
        count(costs.parameters),
        count(costs.bops),
        count(costs.ebops),
        count(costs.luts),
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
