import type { LayerNode, Network, Tensor } from '@nx-codesign/ir';

export const tensor = (shape: number[], data: number[]): Tensor => ({ shape, data: Float32Array.from(data) });

export const bits = (signed: boolean, integer: number, fraction: number) => ({ signed, integer, fraction });

/** A layer by name, kind, inputs and config. */
export function layer(
  name: string,
  kind: string,
  [inputs, config = {}]: [string | string[], Record<string, unknown>?],
): LayerNode {
  return { name, kind, inputs: typeof inputs === 'string' ? [inputs] : inputs, config };
}

/** A network whose last layer is its output. */
export function networkOf(shape: number[], layers: LayerNode[]): Network {
  return {
    name: 'n',
    input: { shape, format: bits(true, 2, 4) },
    layers,
    output: layers[layers.length - 1].name,
  };
}
