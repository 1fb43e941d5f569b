import {
  CodesignError,
  elementsOf,
  suggestName,
  type Network,
  type Tensor,
  type Weights,
} from '@nx-codesign/ir';
import { withConfigs } from '../quantization/layerRoles';
import { hiddenLayers, type HiddenLayer } from './hiddenLayers';

/** Indices of the units that stay, ascending, by hidden linear layer. Layers left out keep all. */
export type KeptUnits = Readonly<Record<string, readonly number[]>>;

/**
 * Removes units of hidden linear layers: columns of the layer's kernel, entries of its bias, and rows of the next
 * linear layer's kernel. Formats stay. Throws CodesignError `pruning.layer` for a layer that is not hidden and
 * `pruning.units` unless the indices are ascending, in range and at least one.
 */
export function removeUnits(
  network: Network,
  weights: Weights,
  kept: KeptUnits,
): { network: Network; weights: Weights } {
  const hidden = hiddenLayers(network);
  for (const layer of Object.keys(kept)) checkKept(layer, kept[layer], hidden);
  const changed = hidden.filter(({ name }) => name in kept);
  const units = Object.fromEntries(changed.map(({ name }) => [name, { units: kept[name].length }]));
  return {
    network: withConfigs(network, units),
    weights: changed.reduce((current, layer) => removeFrom(current, layer, kept[layer.name]), weights),
  };
}

/**
 * Moves the mean activation of units that are about to be removed into the next layer's bias,
 * `b_k += sum_j mean_j w_jk` over the removed units j (Sietsma and Dow 1991, doi:10.1016/0893-6080(91)90033-2).
 * `means: [units]` by hidden layer.
 */
export function compensateRemoval(
  network: Network,
  weights: Weights,
  { kept, means }: { kept: KeptUnits; means: Readonly<Record<string, Float64Array>> },
): Weights {
  const changed = hiddenLayers(network).filter(({ name }) => name in kept);
  const biases = changed.map(({ name, units, next }) => {
    const removed = indices(units).filter((unit) => !kept[name].includes(unit));
    return [`${next}/bias`, withMeans(weights, { next, removed, means: means[name] })];
  });
  return { ...weights, ...(Object.fromEntries(biases) as Weights) };
}

function withMeans(
  weights: Weights,
  { next, removed, means }: { next: string; removed: readonly number[]; means: Float64Array },
): Tensor {
  const { shape, data } = weights[`${next}/bias`];
  const kernel = weights[`${next}/kernel`].data;
  const add = (bias: number, k: number) =>
    removed.reduce((sum, unit) => sum + means[unit] * kernel[unit * data.length + k], bias);
  return { shape, data: data.map(add) };
}

function removeFrom(weights: Weights, { name, next }: HiddenLayer, kept: readonly number[]): Weights {
  return {
    ...weights,
    [`${name}/kernel`]: keepColumns(weights[`${name}/kernel`], kept),
    [`${name}/bias`]: keepRows(weights[`${name}/bias`], kept),
    [`${next}/kernel`]: keepRows(weights[`${next}/kernel`], kept),
  };
}

function keepColumns({ shape: [rows, columns], data }: Tensor, kept: readonly number[]): Tensor {
  const keptData = Float32Array.from({ length: rows * kept.length }, (_, i) => {
    const row = Math.floor(i / kept.length);
    return data[row * columns + kept[i % kept.length]];
  });
  return { shape: [rows, kept.length], data: keptData };
}

function keepRows({ shape: [, ...rest], data }: Tensor, kept: readonly number[]): Tensor {
  const size = elementsOf(rest);
  const keptData = Float32Array.from(
    { length: kept.length * size },
    (_, i) => data[kept[Math.floor(i / size)] * size + (i % size)],
  );
  return { shape: [kept.length, ...rest], data: keptData };
}

function checkKept(layer: string, kept: readonly number[], hidden: readonly HiddenLayer[]): void {
  const found = hidden.find(({ name }) => name === layer);
  if (!found) {
    const names = hidden.map(({ name }) => name);
    throw new CodesignError(
      'pruning.layer',
      `'${layer}' is no hidden dense layer. ${suggestName(layer, names)}`,
    );
  }
  const inOrder = kept.every(
    (unit, i) => Number.isInteger(unit) && unit >= 0 && (i === 0 || unit > kept[i - 1]),
  );
  if (kept.length > 0 && inOrder && kept[kept.length - 1] < found.units) return;
  throw new CodesignError(
    'pruning.units',
    `The units kept of layer '${layer}' are [${kept.join(', ')}]; expected at least one, ascending, ` +
      `from 0 to ${found.units - 1}.`,
  );
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
