import type { Operation } from '@nx-codesign/ir';
import type { ExpectedDesign } from './costOfGroups';
import { roundedLog2 } from './roundedLog2';

/** What the error of an uncorrected estimate without weights depends on. */
export const assumedFeatures = {
  relu: 'whether it has a ReLU',
  leakyRelu: 'whether it has a leaky ReLU',
  tanh: 'whether it has a tanh or sigmoid',
  max: 'whether it takes maxima',
  sum: 'whether it sums over positions without dividing',
  mean: 'whether it takes means',
  weightBits: 'bits of the weights',
  activationBits: 'bits of the activations',
  logDensity: 'log2 of the share of weights that are not zero',
  logUnits: 'log2 of adder bits, compared bits and LUTs of tables in all',
  selectedShare: 'selected bits over those and the units',
  comparedShare: 'compared bits per unit',
  tableShare: 'LUTs of tables per unit',
  logPositions: 'log2 of the most positions of a layer',
  logClock: 'log2 of the clock period in ns',
  fewWeights: 'mean over the layers of 1 / (1 + weights of an output)',
  fewestWeights: 'most of them',
  fewWeightsFirst: 'the same of the first layer',
  fewWeightsLast: 'the same of the last layer',
  fewReaders: 'mean over the layers of 1 / (1 + weights of an input)',
  fewestReaders: 'most of them',
} as const;
export type AssumedFeature = keyof typeof assumedFeatures;
export type AssumedFeatureValues = Readonly<Record<AssumedFeature, number>>;

/** Widths and zeros that are assumed, and the clock. */
interface AssumedOptions {
  readonly weightBits: number;
  readonly activationBits: number;
  readonly sparsity: number;
  readonly clockPeriodNs: number;
}

/** Least density that a logarithm is taken of. */
const leastDensity = 1 / 1024;

export function featuresOf(
  operations: readonly Operation[],
  { groups }: ExpectedDesign,
  { weightBits, activationBits, sparsity, clockPeriodNs }: AssumedOptions,
): AssumedFeatureValues {
  const density = Math.max(leastDensity, 1 - sparsity);
  const total = (kind: 'adderBits' | 'comparedBits' | 'tableLuts' | 'selectedBits') =>
    groups.reduce((sum, { instances, logic }) => sum + instances * logic[kind], 0);
  const units = Math.max(1, total('adderBits') + total('comparedBits') + total('tableLuts'));
  const selected = total('selectedBits');
  return {
    ...functionsOf(operations),
    ...{ weightBits, activationBits },
    logDensity: roundedLog2(density),
    logUnits: roundedLog2(units),
    selectedShare: selected / (selected + units),
    comparedShare: total('comparedBits') / units,
    tableShare: total('tableLuts') / units,
    logPositions: roundedLog2(groups.reduce((most, { instances }) => Math.max(most, instances), 1)),
    logClock: roundedLog2(clockPeriodNs),
    ...fewOf(operations, density),
  };
}

function functionsOf(operations: readonly Operation[]) {
  const has = (isIt: (operation: Operation) => boolean) => Number(operations.some(isIt));
  const sums = has(({ kind }) => kind === 'sum');
  const divides = has(({ kind }) => kind === 'scale');
  return {
    relu: has(({ kind }) => kind === 'relu'),
    leakyRelu: has(({ kind }) => kind === 'leakyRelu'),
    tanh: has((operation) => operation.kind === 'table' && operation.function !== 'gelu'),
    max: has(({ kind }) => kind === 'max'),
    sum: sums * (1 - divides),
    mean: sums * divides,
  };
}

function fewOf(operations: readonly Operation[], density: number) {
  const kernels = operations.flatMap((operation) =>
    operation.kind === 'matvec' ? [operations[operation.kernel].shape] : [],
  );
  const few = (axis: 0 | 1) => kernels.map((shape) => 1 / (1 + density * shape[axis]));
  const [weights, readers] = [few(0), few(1)];
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    fewWeights: mean(weights),
    fewestWeights: Math.max(0, ...weights),
    fewWeightsFirst: weights.at(0) ?? 0,
    fewWeightsLast: weights.at(-1) ?? 0,
    fewReaders: mean(readers),
    fewestReaders: Math.max(0, ...readers),
  };
}
