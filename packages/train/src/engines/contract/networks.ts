import { weightShapes, type LayerNode, type Network, type Weights } from '@nx-codesign/ir';

/** A layer that reads the one before it unless it says what it reads. */
export type LayerOf = Pick<LayerNode, 'name' | 'kind'> & Partial<Pick<LayerNode, 'inputs' | 'config'>>;

/** Layers over an input of real numbers with 8 bits after the point. */
export function networkOf(shape: readonly number[], layers: readonly LayerOf[]): Network {
  return {
    name: 'chain',
    input: { shape, format: { signed: true, integer: 7, fraction: 8 } },
    layers: layers.map(({ name, kind, inputs, config = {} }, i) => ({
      name,
      kind,
      inputs: inputs ?? [i === 0 ? 'input' : layers[i - 1].name],
      config,
    })),
    output: layers[layers.length - 1].name,
  };
}

/** A chain of layers over a vector. */
export function chainOf(inputs: number, layers: readonly LayerOf[]): Network {
  return networkOf([inputs], layers);
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

/** Weights of a network from their elements by tensor, row-major. */
export function weightsOf(network: Network, elements: Readonly<Record<string, readonly number[]>>): Weights {
  return Object.fromEntries(
    Object.entries(weightShapes(network)).map(([tensor, shape]) => [
      tensor,
      { shape, data: Float32Array.from(elements[tensor]) },
    ]),
  );
}

/** The first `count` rows, in order. */
export function firstRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}
