import type { Fixed, LayerNode, Network } from '@nx-codesign/ir';

/** Names of the benchmarked networks; the peers build the same ones. */
export const networkNames = ['mlp', 'deepSets', 'cnn'] as const;
export type NetworkName = (typeof networkNames)[number];

/** A network with the loss it is trained with. */
export interface Benchmarked {
  readonly network: Network;
  readonly loss: 'softmaxCrossEntropy' | 'mse';
  readonly inputs: number;
  readonly outputs: number;
}

/** Formats of the networks with fake quantisation: eight bits, biases wider. */
const formats = {
  weight: { signed: true, integer: 1, fraction: 6 },
  bias: { signed: true, integer: 3, fraction: 10 },
  activation: { signed: false, integer: 3, fraction: 5 },
} as const satisfies Record<string, Fixed>;
const inputFormat: Fixed = { signed: true, integer: 3, fraction: 8 };

/** One of the networks, in float or with every weight, bias and activation rounded in the forward pass. */
export function benchmarked(name: NetworkName, options: { quantized: boolean }): Benchmarked {
  const { shape, loss, outputs, layers } = recipes[name](layersOf(options.quantized));
  const network = { name, input: { shape, format: inputFormat }, layers: chained(layers), output: 'output' };
  return { network, loss, inputs: shape.reduce((a, b) => a * b), outputs };
}

interface Recipe {
  readonly shape: readonly number[];
  readonly loss: Benchmarked['loss'];
  readonly outputs: number;
  readonly layers: readonly LayerDraft[];
}

type LayerDraft = Omit<LayerNode, 'inputs' | 'name'> & { readonly name?: string };
type Layers = ReturnType<typeof layersOf>;

const recipes: Record<NetworkName, (layers: Layers) => Recipe> = {
  mlp: ({ dense, relu }) => ({
    shape: [16],
    loss: 'softmaxCrossEntropy',
    outputs: 5,
    layers: [dense(64), relu(), dense(32), relu(), dense(32), relu(), dense(5)],
  }),
  deepSets: ({ dense, relu, mean }) => ({
    shape: [16, 3],
    loss: 'softmaxCrossEntropy',
    outputs: 5,
    layers: [dense(32), relu(), dense(32), relu(), mean(), dense(32), relu(), dense(5)],
  }),
  cnn: ({ conv, dense, relu, flatten }) => ({
    shape: [11, 11, 1],
    loss: 'mse',
    outputs: 2,
    layers: [conv(16), relu(), conv(8), relu(), flatten(), dense(32), relu(), dense(2)],
  }),
};

function layersOf(quantized: boolean) {
  const linear = quantized ? { weight: formats.weight, bias: formats.bias } : {};
  const output = quantized ? { output: formats.activation } : {};
  return {
    dense: (units: number): LayerDraft => ({ kind: 'dense', config: { units, ...linear } }),
    conv: (filters: number): LayerDraft => ({ kind: 'conv2d', config: { filters, size: [3, 3], ...linear } }),
    relu: (): LayerDraft => ({ kind: 'activation', config: { function: 'relu', ...output } }),
    mean: (): LayerDraft => ({ kind: 'aggregate', config: { function: 'mean' } }),
    flatten: (): LayerDraft => ({ kind: 'flatten', config: {} }),
  };
}

/** Names the layers by their place, the last one `output`, each fed by the one before. */
function chained(drafts: readonly LayerDraft[]): LayerNode[] {
  const nameAt = (i: number) => {
    if (i < 0) return 'input';
    return i === drafts.length - 1 ? 'output' : `${drafts[i].kind}${i + 1}`;
  };
  return drafts.map((draft, i) => ({ ...draft, name: nameAt(i), inputs: [nameAt(i - 1)] }));
}
