import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import type { Metrics } from '../records/costs';
import type { Timing } from '../records/checks';
import type { Synthesized } from '../records/variants';
import { isClockOpen } from '../timing/clock';
import { mismatchesOf } from '../study/mismatches';
import { count, decimal, type Table } from './table';

const columns = [
  'variant',
  'validation',
  'test',
  'gates',
  'parameters',
  'BOPs',
  'LUT',
  'FF',
  'cycles',
  'path ns',
  'clock ns',
  'ns',
  'mW',
  'vectors',
  'mismatches',
];

/** The last table of a study, one row per variant. */
export function resultTable(results: readonly Synthesized[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  const three = ({ float, quantized, pruned }: Metrics) => [float, quantized, pruned].map(text).join(' / ');
  return {
    title: `Variants (${heading} as float / quantised / pruned; LUT and FF as synthesised; path, ns and mW estimated; * path above the clock period with long delays)`,
    columns,
    rows: results.map(({ variant, utilization, timing, verification }) => [
      variant.name,
      three(variant.validation),
      three(variant.test),
      text(verification.gates.metric),
      count(variant.prunedCosts.parameters),
      count(variant.prunedCosts.bops),
      count(utilization.total.luts),
      count(utilization.total.ffs),
      String(timing.latencyCycles),
      `${rangeText(timing.criticalPathNs)}${isClockOpen(timing) ? ' *' : ''}`,
      String(timing.clockPeriodNs),
      decimal(timing.latencyNs),
      rangeText(timing.power?.dynamicMilliwatts),
      count(verification.gates.vectors),
      count(mismatchesOf(verification)),
    ]),
  };
}

/** `0.3 to 0.7`; absent as `-`. */
export function rangeText(range: Timing['criticalPathNs']): string {
  return range === undefined ? '-' : `${decimal(range.low)} to ${decimal(range.high)}`;
}
