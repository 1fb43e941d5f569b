import type { Weights } from '@nx-codesign/ir';
import { snapWeights } from '../quantization/snapWeights';
import { batchGradients, type ImportanceOptions } from './batchGradients';
import { channelGroups, type ChannelGroup } from './channelGroups';
import type { InputMeans } from './compensateRemoval';
import { inputMeans } from './inputMeans';

/** Importances of units, and the means that take their place. */
export interface UnitStatistics {
  /** `[units]` by group of channels. */
  readonly importance: Readonly<Record<string, Float64Array>>;
  readonly means: InputMeans;
}

/**
 * First-order importance of every channel that may go: the root mean square over batches of the loss's change, by its
 * gradient, when the channel is replaced by its mean, which is what pruning does to it (Molchanov et al. 2019, section
 * 3.1, arXiv 1906.10771, whose channel is replaced by 0). With the kernel rows r that read channel j,
 * `dL_j = sum_rk w_rk (mean_r dL/db_k - dL/dw_rk)`: no gradient by an activation is needed. 0 for a channel of constant
 * value, and for one that nothing reads.
 */
export function unitImportance(options: ImportanceOptions): Record<string, Float64Array> {
  return { ...unitStatistics(options).importance };
}

/** The importances and the mean inputs of the layers that read the channels. */
export function unitStatistics(options: ImportanceOptions): UnitStatistics {
  const { network } = options;
  const weights = snapWeights(network, options.weights);
  const groups = channelGroups(network);
  const consumers = [...new Set(groups.flatMap((group) => group.consumers))];
  const means = Object.fromEntries(
    consumers.map((name) => [name, inputMeans(network, name, { ...options, weights })]),
  );
  const sums = Object.fromEntries(groups.map(({ name, units }) => [name, new Float64Array(units)]));
  let batches = 0;
  for (const gradients of batchGradients(options)) {
    for (const group of groups) {
      const changes = lossChanges(group, { weights, gradients, means });
      changes.forEach((change, unit) => (sums[group.name][unit] += change * change));
    }
    batches++;
  }
  const importance = Object.entries(sums).map(([name, sum]) => [
    name,
    sum.map((s) => Math.sqrt(s / batches)),
  ]);
  return { importance: Object.fromEntries(importance) as Record<string, Float64Array>, means };
}

interface Point {
  readonly weights: Weights;
  readonly gradients: Weights;
  readonly means: InputMeans;
}

/** First-order change of the loss when each channel is replaced by its mean: `[units]`. */
function lossChanges({ units, consumers }: ChannelGroup, { weights, gradients, means }: Point): Float64Array {
  const changes = new Float64Array(units);
  for (const name of consumers) {
    const { shape, data } = weights[`${name}/kernel`];
    const byKernel = gradients[`${name}/kernel`].data;
    const byBias = gradients[`${name}/bias`].data;
    const columns = shape[1];
    data.forEach((weight, i) => {
      const row = Math.floor(i / columns);
      const mean = means[name][row % means[name].length];
      changes[row % units] += weight * (mean * byBias[i % columns] - byKernel[i]);
    });
  }
  return changes;
}
