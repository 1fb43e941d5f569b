import type { LayerNode, Network, Weights } from '@nx-codesign/ir';

/** A chain of layers over an input of real numbers with 8 bits after the point. */
export function chainOf(
  inputs: number,
  layers: readonly { readonly name: string; readonly kind: string; readonly config?: LayerNode['config'] }[],
): Network {
  return {
    name: 'chain',
    input: { shape: [inputs], format: { signed: true, integer: 7, fraction: 8 } },
    layers: layers.map(({ name, kind, config = {} }, i) => ({
      name,
      kind,
      inputs: [i === 0 ? 'input' : layers[i - 1].name],
      config,
    })),
    output: layers[layers.length - 1].name,
  };
}

/** One dense layer `d`. */
export function denseOf(inputs: number, units: number, config: LayerNode['config'] = {}): Network {
  return chainOf(inputs, [{ name: 'd', kind: 'dense', config: { units, ...config } }]);
}

export function denseWeights(
  name: string,
  kernel: readonly (readonly number[])[],
  bias: readonly number[],
): Weights {
  return {
    [`${name}/kernel`]: { shape: [kernel.length, kernel[0].length], data: Float32Array.from(kernel.flat()) },
    [`${name}/bias`]: { shape: [bias.length], data: Float32Array.from(bias) },
  };
}

/** The first `count` rows, in order. */
export function firstRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}
