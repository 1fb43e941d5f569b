import type { LayerNode, Network } from '@nx-codesign/ir';

/** Widths of a Deep Set on 8 particles of 3 features, 5 classes. */
export interface DeepSetsWidths {
  /** Units of phi's layers, each with a ReLU. */
  readonly phi: readonly number[];
  /** Units of rho's hidden layers, each with a ReLU. */
  readonly rho: readonly number[];
}

const inputFormat = { signed: true, integer: 1, fraction: 6 };
const shape = [8, 3];
const classes = 5;
/** Running statistics follow within a few epochs. */
const momentum = 0.9;

/** Dense layers on each particle, their mean, dense layers; with or without batch normalisation behind each. */
export function deepSets(
  name: string,
  { phi, rho }: DeepSetsWidths,
  { norm }: { norm: 'batch' | 'none' },
): Network {
  const layers: LayerNode[] = [];
  const add = (node: Omit<LayerNode, 'inputs'>) =>
    layers.push({ ...node, inputs: [layers.at(-1)?.name ?? 'input'] });
  const block = (layer: string, units: number) => {
    add({ name: layer, kind: 'dense', config: { units } });
    if (norm === 'batch') add({ name: `${layer}_norm`, kind: 'batchNorm', config: { momentum } });
    add({ name: `${layer}_act`, kind: 'activation', config: { function: 'relu' } });
  };
  phi.forEach((units, i) => block(`phi${i + 1}`, units));
  add({ name: 'mean', kind: 'aggregate', config: { function: 'mean' } });
  rho.forEach((units, i) => block(`rho${i + 1}`, units));
  add({ name: 'logits', kind: 'dense', config: { units: classes } });
  return { name, input: { shape, format: inputFormat }, layers, output: 'logits' };
}
