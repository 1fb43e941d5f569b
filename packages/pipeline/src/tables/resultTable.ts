import { findPart } from '@nx-codesign/hardware';
import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import type { Metrics } from '../records/costs';
import type { Timing } from '../records/checks';
import type { Synthesized } from '../records/variants';
import { isClockOpen } from '../timing/clock';
import { mismatchesOf } from '../study/mismatches';
import { withShare } from './deviceTable';
import { count, decimal, type Table } from './table';

const firstColumns = ['variant', 'validation', 'test', 'gates', 'parameters', 'BOPs', 'LUT', 'FF'];
const lastColumns = ['cycles', 'path ns', 'clock ns', 'ns', 'mW', 'vectors', 'mismatches'];

/** The last table of a study, one row per variant. Multipliers and block RAMs have a column where a design has some. */
export function resultTable(results: readonly Synthesized[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  const blocks = blocksInUse(results);
  const three = ({ float, quantized, pruned }: Metrics) => [float, quantized, pruned].map(text).join(' / ');
  return {
    title: `Variants (${heading} as float / quantised / pruned; ${['LUT', 'FF', ...blocks.map(({ heading: name }) => name)].join(', ')} as synthesised, with the share of the part; path, ns and mW estimated; * path above the clock period with long delays)`,
    columns: [...firstColumns, ...blocks.map(({ heading: name }) => name), ...lastColumns],
    rows: results.map(({ variant, utilization: { part: partName, total }, timing, verification }) => [
      variant.name,
      three(variant.validation),
      three(variant.test),
      text(verification.gates.metric),
      count(variant.prunedCosts.parameters),
      count(variant.prunedCosts.bops),
      ...([{ key: 'luts' }, { key: 'ffs' }, ...blocks] as const).map(({ key }) =>
        withShare(total[key], findPart(partName)[key]),
      ),
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

/** Blocks beside LUTs and flip-flops, shown where a design has some. */
export const blockKinds = [
  { key: 'dsps', heading: 'DSP' },
  { key: 'bram36', heading: 'BRAM36' },
] as const;

function blocksInUse(results: readonly Synthesized[]) {
  return blockKinds.filter(({ key }) => results.some(({ utilization }) => utilization.total[key] > 0));
}

/** `0.3 to 0.7`; absent as `-`. */
export function rangeText(range: Timing['criticalPathNs']): string {
  return range === undefined ? '-' : `${decimal(range.low)} to ${decimal(range.high)}`;
}
