import type { SearchVariant } from '../records/variants';
import { count, decimal, percent, type Table } from './table';
import type { FinishedTrial } from '../trials/policies';

/** The front, cheapest first, with the policies that chose from it. */
export function frontTable(front: readonly FinishedTrial[], variants: readonly SearchVariant[]): Table {
  const chosenBy = new Map(variants.map(({ trial, policies }) => [trial, policies.join(', ')]));
  const rows = [...front]
    .sort((a, b) => a.accuracy - b.accuracy || a.trial - b.trial)
    .map(({ trial, genotype, accuracy, costs }) => [
      String(trial),
      shapeOf(genotype),
      percent(accuracy),
      count(costs.parameters),
      count(costs.bops),
      count(costs.luts),
      decimal(costs.latencyNs),
      chosenBy.get(trial) ?? '',
    ]);
  return {
    title: 'Front (validation accuracy; costs at the assumed widths, LUTs and latency estimated)',
    columns: ['trial', 'network', 'accuracy %', 'parameters', 'BOPs', 'LUTs', 'ns', 'chosen by'],
    rows,
  };
}

function shapeOf(genotype: FinishedTrial['genotype']): string {
  const widths = Object.entries(genotype).filter(([name]) => name.startsWith('width'));
  const norm = genotype['norm'] === 'batch' ? ' batch' : '';
  return `${widths.map(([, width]) => width).join('-')} ${genotype['activation'] ?? ''}${norm}`.trim();
}
