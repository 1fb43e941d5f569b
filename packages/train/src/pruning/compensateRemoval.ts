import { elementsOf, type Weights } from '@nx-codesign/ir';
import { channelGroups } from './channelGroups';
import type { Candidate } from './candidate';
import type { KeptUnits } from './removeUnits';

/** Mean inputs `[last axis]` of linear layers, by layer (`inputMeans`). */
export type InputMeans = Readonly<Record<string, Float64Array>>;

/**
 * Moves the mean of channels that are about to be removed into the biases of the layers that read them:
 * `b_k += sum_r mean_r w_rk` over the kernel rows r that go (Sietsma and Dow 1991,
 * doi:10.1016/0893-6080(91)90033-2). Exact for channels of constant value, but for the zero padding of a window.
 */
export function compensateRemoval(
  { network, weights }: Candidate,
  { kept, means }: { kept: KeptUnits; means: InputMeans },
): Weights {
  const changed = channelGroups(network).filter(({ name }) => name in kept);
  return changed.reduce((current, { name, units, consumers }) => {
    const stays = new Set(kept[name]);
    const biases = consumers.map((consumer) => {
      const kernel = weights[`${consumer}/kernel`];
      const rows = indices(kernel.shape[0]).filter((row) => !stays.has(row % units));
      return [`${consumer}/bias`, biasWithMeans(current, consumer, { rows, means: means[consumer] })];
    });
    return { ...current, ...(Object.fromEntries(biases) as Weights) };
  }, weights);
}

function biasWithMeans(
  weights: Weights,
  consumer: string,
  { rows, means }: { rows: readonly number[]; means: Float64Array },
): Weights[string] {
  const { shape, data } = weights[`${consumer}/bias`];
  const kernel = weights[`${consumer}/kernel`].data;
  const columns = elementsOf(shape);
  const add = (bias: number, k: number) =>
    rows.reduce((sum, row) => sum + means[row % means.length] * kernel[row * columns + k], bias);
  return { shape, data: data.map(add) };
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
