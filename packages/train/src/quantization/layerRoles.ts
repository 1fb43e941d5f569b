import { CodesignError, type Fixed, type LayerNode, type Network } from '@nx-codesign/ir';

/** What a layer is to quantisation and pruning. */
export type LayerRole =
  /** `y = x W + b`, with `kernel: [n, units]` and `bias: [units]`. */
  | 'linear'
  /** An elementwise function; unit `i` of its value comes from unit `i` of its input. */
  | 'elementwise'
  /** Batch normalisation; must be folded first. */
  | 'normalization'
  /** The same elements in another shape, in the same order. */
  | 'reshape';

const roles: Readonly<Record<string, LayerRole>> = {
  dense: 'linear',
  activation: 'elementwise',
  batchNorm: 'normalization',
  flatten: 'reshape',
};

/** Config of a linear layer. */
export interface LinearConfig {
  readonly units: number;
  readonly weight?: Fixed;
  readonly bias?: Fixed;
  readonly output?: Fixed;
}

/** Config of an elementwise layer. */
export interface ElementwiseConfig {
  readonly function: 'identity' | 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid';
  readonly slopeShift?: number;
  readonly output?: Fixed;
}

/** The role of a layer. Throws CodesignError `quantization.layer` for a kind that has none. */
export function roleOf({ name, kind }: LayerNode): LayerRole {
  if (Object.hasOwn(roles, kind)) return roles[kind];
  throw new CodesignError(
    'quantization.layer',
    `Layer '${name}' is of kind '${kind}', which quantisation and pruning do not know. ` +
      `They know ${Object.keys(roles).join(', ')}.`,
  );
}

/** The layers that read a layer's value. */
export function readersOf(network: Network, name: string): readonly LayerNode[] {
  return network.layers.filter(({ inputs }) => inputs.includes(name));
}

/** The network with some layers' configs changed by the entries given. */
export function withConfigs(
  network: Network,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Network {
  const layers = network.layers.map((layer) =>
    Object.hasOwn(changes, layer.name)
      ? { ...layer, config: { ...layer.config, ...changes[layer.name] } }
      : layer,
  );
  return { ...network, layers };
}
