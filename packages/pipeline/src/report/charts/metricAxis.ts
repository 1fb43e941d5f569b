import type { TaskMetric } from '../../metrics/taskMetric';

/** How a chart draws a metric: accuracies in percent with a decimal, distances as they are. */
export function metricAxis({ name }: TaskMetric): {
  readonly valueOf: (metric: number) => number;
  readonly format: (value: number) => string;
} {
  if (name === 'accuracy') return { valueOf: (metric) => metric * 100, format: (value) => value.toFixed(1) };
  return { valueOf: (metric) => metric, format: (value) => String(Number(value.toPrecision(3))) };
}
