import type { Network, Weights } from '@nx-codesign/ir';
import type { Engine } from '../training/types';
import { snapWeights } from '../quantization/snapWeights';
import { valueOf, type Sample } from '../quantization/valueOf';
import { hiddenLayers, type HiddenLayer } from './hiddenLayers';

/** What importances are measured on. */
export interface ImportanceOptions {
  /** Float or quantised, without batch normalisation. */
  readonly network: Network;
  readonly weights: Weights;
  /** Training inputs. */
  readonly sample: Sample;
  readonly engine: Engine;
}

/** Statistics of the units of one hidden layer on the sample, each `[units]`. */
export interface UnitStatistics {
  /** Mean activation, which `compensateRemoval` moves into the next layer's bias. */
  readonly mean: Float64Array;
  /** Mean squared change of the next layer's sums when the unit is replaced by its mean, as a share of their variance. */
  readonly importance: Float64Array;
}

/**
 * Importance of every unit of the hidden linear layers: how much the next layer's sums change when the unit is
 * replaced by its mean activation (Sietsma and Dow 1991, doi:10.1016/0893-6080(91)90033-2: a unit of constant output
 * may go into the next bias), measured as the reconstruction error of the next layer (ThiNet, Luo et al. 2017,
 * section 3.2, arXiv 1707.06342): `Var(a_j) * sum_k w_jk^2`, over the total variance of the sums so that layers
 * compare. 0 for a unit that never changes or that nothing reads. O(sample x units x next units).
 */
export function unitImportance(options: ImportanceOptions): Record<string, Float64Array> {
  const statistics = unitStatistics(options);
  return Object.fromEntries(Object.entries(statistics).map(([layer, { importance }]) => [layer, importance]));
}

/** Mean activation and importance of every unit of the hidden linear layers, by layer. */
export function unitStatistics(options: ImportanceOptions): Record<string, UnitStatistics> {
  const weights = snapWeights(options.network, options.weights);
  return Object.fromEntries(
    hiddenLayers(options.network).map((hidden) => [
      hidden.name,
      layerStatistics(hidden, { ...options, weights }),
    ]),
  );
}

function layerStatistics({ value, next }: HiddenLayer, options: ImportanceOptions): UnitStatistics {
  const { network, sample } = options;
  const activations = momentsOf(valueOf(network, value, options), sample.count);
  const sums = momentsOf(nextSums(next, options), sample.count);
  const totalVariance = sums.variance.reduce((total, variance) => total + variance, 0);
  const outgoing = rowNorms(options.weights[`${next}/kernel`]);
  const importance = activations.variance.map((variance, unit) =>
    totalVariance === 0 ? 0 : (variance * outgoing[unit]) / totalVariance,
  );
  return { mean: activations.mean, importance };
}

/** The next layer's sums before its own rounding. */
function nextSums(next: string, { network, ...measurement }: ImportanceOptions): Float32Array {
  const layers = network.layers.map((layer) =>
    layer.name === next ? { ...layer, config: { ...layer.config, output: undefined } } : layer,
  );
  return valueOf({ ...network, layers }, next, measurement);
}

/** Mean and variance of each column of `values: [count, n]`. */
function momentsOf(values: Float32Array, count: number): { mean: Float64Array; variance: Float64Array } {
  const columns = values.length / count;
  const mean = new Float64Array(columns);
  values.forEach((value, i) => (mean[i % columns] += value / count));
  const variance = new Float64Array(columns);
  values.forEach((value, i) => (variance[i % columns] += (value - mean[i % columns]) ** 2 / count));
  return { mean, variance };
}

/** Sum of the squares of each row of `[n, m]`. */
function rowNorms({ shape: [rows, columns], data }: Weights[string]): Float64Array {
  const norms = new Float64Array(rows);
  data.forEach((weight, i) => (norms[Math.floor(i / columns)] += weight * weight));
  return norms;
}
