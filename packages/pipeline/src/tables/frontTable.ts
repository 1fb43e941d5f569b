import type { SearchVariant } from '../records/variants';
import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import { estimatedLuts, outsideNote } from './estimatedText';
import { count, decimal, type Table } from './table';
import { widthsText } from './widthsText';
import type { FinishedTrial } from '../trials/policies';

/** The front, worst metric first, with the policies that chose from it. */
export function frontTable(
  front: readonly FinishedTrial[],
  variants: readonly SearchVariant[],
  task: Task,
): Table {
  const { heading, lossOf, text } = taskMetrics[task];
  const chosenBy = new Map(variants.map(({ trial, policies }) => [trial, policies.join(', ')]));
  const rows = [...front]
    .sort((a, b) => lossOf(b.metric) - lossOf(a.metric) || a.trial - b.trial)
    .map(({ trial, genotype, metric, costs, precision }) => [
      String(trial),
      [shapeOf(genotype), ...(precision ? [widthsText(precision)] : [])].join(' '),
      text(metric),
      count(costs.parameters),
      count(costs.bops),
      estimatedLuts(costs),
      decimal(costs.latencyNs),
      chosenBy.get(trial) ?? '',
    ]);
  return {
    title: `Front (validation samples; costs at the assumed widths, LUTs and latency estimated${outsideNote(front.map(({ costs }) => costs))})`,
    columns: ['trial', 'network', heading, 'parameters', 'BOPs', 'LUTs', 'ns', 'chosen by'],
    rows,
  };
}

/** Sizes of the layers in order, then the choices that are not the plain ones: `32-16-32 mean relu batch`. */
function shapeOf(genotype: FinishedTrial['genotype']): string {
  const sizes = Object.entries(genotype).filter(([name]) => /width|channels|bottleneck/i.test(name));
  const words = Object.values(genotype).filter(
    (value) => typeof value === 'string' && !['none', 'conv', 'valid'].includes(value),
  );
  return [sizes.map(([, size]) => size).join('-'), ...new Set(words)].filter((part) => part !== '').join(' ');
}
