import type { Accuracies } from '../records/costs';
import type { Timing } from '../records/checks';
import type { Synthesized } from '../records/variants';
import { isClockOpen } from '../timing/clock';
import { mismatchesOf } from '../study/mismatches';
import { count, decimal, percent, type Table } from './table';

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
  'vectors',
  'mismatches',
];

/** The last table of a study, one row per variant. */
export function resultTable(results: readonly Synthesized[]): Table {
  return {
    title:
      'Variants (accuracy % as float / quantised / pruned; LUT and FF as synthesised; path and ns estimated; * path above the clock period with long delays)',
    columns,
    rows: results.map(({ variant, utilization, timing, verification }) => [
      variant.name,
      three(variant.validation),
      three(variant.test),
      percent(verification.gates.accuracy),
      count(variant.prunedCosts.parameters),
      count(variant.prunedCosts.bops),
      count(utilization.total.luts),
      count(utilization.total.ffs),
      String(timing.latencyCycles),
      `${rangeText(timing.criticalPathNs)}${isClockOpen(timing) ? ' *' : ''}`,
      String(timing.clockPeriodNs),
      decimal(timing.latencyNs),
      count(verification.gates.vectors),
      count(mismatchesOf(verification)),
    ]),
  };
}

function three({ float, quantized, pruned }: Accuracies): string {
  return [float, quantized, pruned].map(percent).join(' / ');
}

/** `0.3 to 0.7`; absent as `-`. */
export function rangeText(range: Timing['criticalPathNs']): string {
  return range === undefined ? '-' : `${decimal(range.low)} to ${decimal(range.high)}`;
}
