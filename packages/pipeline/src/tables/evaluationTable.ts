import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import type { NetworkEvaluation, Perturbed, VariantEvaluation } from '../records/evaluation';
import type { Table } from './table';

/** The networks of a variant in the order that they are made. */
export const stagesOfVariant = ['float', 'quantized', 'pruned'] as const;

const labels = { float: 'float', quantized: 'quantised', pruned: 'pruned' } as const;

const kinds: Record<Perturbed['kind'], string> = {
  noise: 'noise',
  gainDrift: 'gain',
  deadInputs: 'dead inputs',
};

/** `noise 0.1` */
export function perturbationName({ kind, level }: Pick<Perturbed, 'kind' | 'level'>): string {
  return `${kinds[kind]} ${level}`;
}

/** `94.10 to 95.30`; `-` where no interval was asked for. */
export function intervalText({ interval }: NetworkEvaluation, task: Task): string {
  const { text } = taskMetrics[task];
  return interval === undefined ? '-' : `${text(interval.low)} to ${text(interval.high)}`;
}

/** Every network on the test samples: metric, its interval, and the metric on perturbed inputs. */
export function evaluationTable(
  variants: readonly { readonly name: string; readonly evaluation: VariantEvaluation }[],
  task: Task,
): Table {
  const { heading, text } = taskMetrics[task];
  const { perturbed } = variants[0].evaluation.float;
  return {
    title: `Test samples, with interval and perturbed inputs (${heading})`,
    columns: ['variant', 'network', heading, 'interval', ...perturbed.map(perturbationName)],
    rows: variants.flatMap(({ name, evaluation }) =>
      stagesOfVariant.map((stage) => [
        name,
        labels[stage],
        text(evaluation[stage].metric),
        intervalText(evaluation[stage], task),
        ...evaluation[stage].perturbed.map(({ metric }) => text(metric)),
      ]),
    ),
  };
}
