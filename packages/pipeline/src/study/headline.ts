import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import type { Synthesized } from '../records/variants';

/**
 * The variant that stands for the study: the pruned network with the best metric on the validation split, so that no
 * choice is made on the test split. Of equals the first.
 */
export function headlineOf<V extends Pick<Synthesized, 'variant'>>(variants: readonly V[], task: Task): V {
  const metric = ({ variant }: V) => variant.validation.pruned;
  const { isBetter } = taskMetrics[task];
  return variants.reduce((best, each) => (isBetter(metric(each), metric(best)) ? each : best));
}
