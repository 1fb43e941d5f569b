import {
  CodesignError,
  trace,
  type LayerNode,
  type Network,
  type Tensor,
  type Weights,
} from '@nx-codesign/ir';
import { readersOf, roleOf } from './layerRoles';

interface Folding {
  readonly linear: LayerNode;
  readonly normalization: LayerNode;
  readonly epsilon: number;
}

/**
 * Folds every batch normalisation into the linear layer before it (Jacob et al. 2018, section 3.2, arXiv
 * 1712.05877): with `s = gamma / sqrt(variance + epsilon)`, `W' = W s` by column and `b' = (b - mean) s + beta`.
 * float64 inside, each result rounded once to float32. Throws CodesignError `quantization.fold` where the layer
 * before is not a float linear layer that nothing else reads.
 */
export function foldBatchNorm(network: Network, weights: Weights): { network: Network; weights: Weights } {
  const foldings = network.layers.filter((layer) => roleOf(layer) === 'normalization').map(folding(network));
  const replaced = new Map(foldings.map(({ linear, normalization }) => [normalization.name, linear.name]));
  const rename = (name: string) => replaced.get(name) ?? name;
  const layers = network.layers
    .filter(({ name }) => !replaced.has(name))
    .map((layer) => ({ ...layer, inputs: layer.inputs.map(rename) }));
  const kept = Object.entries(weights).filter(([key]) => !replaced.has(key.split('/')[0]));
  const folded = Object.assign({}, ...foldings.map((each) => foldTensors(weights, each))) as Weights;
  return {
    network: { ...network, layers, output: rename(network.output) },
    weights: { ...Object.fromEntries(kept), ...folded },
  };
}

function folding(network: Network): (normalization: LayerNode) => Folding {
  const { operations } = trace(network);
  return (normalization) => {
    const linear = network.layers.find(({ name }) => name === normalization.inputs[0]);
    const operation = operations.find(
      ({ kind, layer }) => kind === 'normalize' && layer === normalization.name,
    );
    const alone = linear && network.output !== linear.name && readersOf(network, linear.name).length === 1;
    if (
      linear &&
      alone &&
      roleOf(linear) === 'linear' &&
      !isQuantized(linear) &&
      operation?.kind === 'normalize'
    ) {
      return { linear, normalization, epsilon: operation.epsilon };
    }
    throw new CodesignError(
      'quantization.fold',
      `Batch normalisation '${normalization.name}' reads '${normalization.inputs[0]}'; it can be folded only into ` +
        `a linear layer without formats that nothing else reads. Put it straight after a dense layer or a convolution.`,
    );
  };
}

function isQuantized({ config }: LayerNode): boolean {
  return [config.weight, config.bias, config.output].some((format) => format !== undefined);
}

function foldTensors(weights: Weights, { linear, normalization, epsilon }: Folding): Weights {
  const parameter = (name: string) => weights[`${normalization.name}/${name}`].data;
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(parameter);
  const scales = Float64Array.from(gamma, (value, unit) => value / Math.sqrt(variance[unit] + epsilon));
  const kernel = weights[`${linear.name}/kernel`];
  const bias = weights[`${linear.name}/bias`];
  const units = scales.length;
  return {
    [`${linear.name}/kernel`]: mapTensor(kernel, (value, i) => value * scales[i % units]),
    [`${linear.name}/bias`]: mapTensor(
      bias,
      (value, unit) => (value - mean[unit]) * scales[unit] + beta[unit],
    ),
  };
}

function mapTensor({ shape, data }: Tensor, change: (value: number, index: number) => number): Tensor {
  return { shape, data: data.map(change) };
}
