import { trace, type Fixed, type LayerNode, type Network, type Weights } from '@nx-codesign/ir';
import type { LearnedWidths } from '../../engines/wasm';
import type { Engine } from '../../training/types';
import { linearConfigOf, outputOf, readersOf, roleOf } from '../layerRoles';
import { quantizeNetwork } from '../quantizeNetwork';
import { roundingOf } from '../roundingOf';
import type { Sample } from '../valueOf';
import { withoutBiasFormats } from './plainNetwork';

/** A network whose rounding layers' widths can be learned, and the widths to start from. */
export interface Learnable {
  /** Every learned quantiser has some format; biases have none. */
  readonly network: Network;
  readonly widths: LearnedWidths;
}

export interface LearnableOptions {
  /** A float network without batch normalisation. */
  readonly network: Network;
  readonly weights: Weights;
  readonly calibration: Sample;
  /** Width that all weights and activations start from. */
  readonly startBits: number;
  readonly engine: Engine;
}

/** Layer that rounds the network's input, each channel to its own width; free where it drops nothing. */
const inputLayer = 'inputRounding';

/**
 * Gives a float network uniform formats and takes each weight's and each channel's fraction as the start of a learned
 * one, as HGQ does (Sun et al. 2024, arXiv 2405.00645, section III-B); the input gets a rounding layer of its own.
 * Tables keep their formats. Throws what `quantizeNetwork` throws.
 */
export function learnableNetwork(options: LearnableOptions): Learnable {
  const { startBits: width } = options;
  const uniform = quantizeNetwork({ ...options, weightBits: width, activationBits: width });
  const network = withInputRounding(withoutBiasFormats(uniform));
  return { network, widths: startWidths(network, options.weights) };
}

function startWidths(network: Network, weights: Weights): LearnedWidths {
  const kernels = network.layers.flatMap((layer) => {
    const weight = linearConfigOf(layer)?.weight as Fixed | undefined;
    if (weight === undefined) return [];
    const name = `${layer.name}/kernel`;
    return [[name, new Float32Array(weights[name].data.length).fill(weight.fraction)] as const];
  });
  const rounded = network.layers.filter((layer) => roundingOf(network, layer).kind === 'value');
  const { operations } = trace(network);
  const values = rounded.map((layer) => {
    const [format] = [outputOf(layer)!].flat() as Fixed[];
    const channels = operations.findLast((operation) => operation.layer === layer.name)!.shape.at(-1)!;
    const fractions = new Float32Array(channels).fill(format.fraction);
    const integers = new Int32Array(channels).fill(format.integer);
    return [layer.name, { signed: format.signed, fractions, integers }] as const;
  });
  return { kernels: Object.fromEntries(kernels), values: Object.fromEntries(values) };
}

/**
 * The network with an identity layer behind its input, for the input's rounding: behind a flatten that alone reads the
 * input, so that every element has a width of its own.
 */
function withInputRounding(network: Network): Network {
  const [first, ...others] = readersOf(network, 'input');
  const flat = first !== undefined && others.length === 0 && roleOf(first) === 'reshape';
  const source = flat ? first.name : 'input';
  const layer: LayerNode = {
    name: inputLayer,
    kind: 'activation',
    inputs: [source],
    config: { function: 'identity', output: network.input.format },
  };
  const layers = network.layers.flatMap((each) => {
    const reads = each.inputs.map((input) => (input === source ? inputLayer : input));
    return each.name === source ? [each, layer] : [{ ...each, inputs: reads }];
  });
  return { ...network, layers: flat ? layers : [layer, ...layers] };
}
