import type { Accuracies } from '../records/costs';
import type { Synthesized } from '../records/variants';
import { count, decimal, percent, type Table } from './table';

/** The last table of a study, one row per variant. */
export function resultTable(results: readonly Synthesized[]): Table {
  return {
    title:
      'Variants (accuracy % float / quantised / pruned; LUTs and flip-flops as synthesised, ns = cycles x clock period, estimated)',
    columns: [
      'variant',
      'validation',
      'test',
      'gates',
      'parameters',
      'BOPs',
      'LUT',
      'FF',
      'cycles',
      'ns',
      'vectors',
      'mismatches',
    ],
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
      decimal(timing.latencyNs),
      count(verification.gates.vectors),
      count(mismatchesOf(verification)),
    ]),
  };
}

function three({ float, quantized, pruned }: Accuracies): string {
  return [float, quantized, pruned].map(percent).join(' / ');
}

/** At the gates and, where it was run, in the C++. */
function mismatchesOf({ gates, cpp }: Synthesized['verification']): number {
  return gates.mismatches + ('mismatches' in cpp ? cpp.mismatches : 0);
}
