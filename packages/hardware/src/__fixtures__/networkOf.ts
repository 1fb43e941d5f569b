import { lower, weightShapes, type IntegerProgram, type LayerNode } from '@nx-codesign/ir';

/** Input integers of 0 ... 15. */
const format = { signed: false, integer: 0, fraction: 4 };

export function layer(name: string, kind: string, inputs: string[], config: object): LayerNode {
  return { name, kind, inputs, config: config as LayerNode['config'] };
}

/** A network with all weights 3/8 where their index is even, -5/8 elsewhere, and all biases 1/8. */
export function programOf(shape: number[], layers: LayerNode[]): IntegerProgram {
  const network = {
    name: 'net',
    input: { shape, format },
    layers,
    output: layers[layers.length - 1].name,
  };
  const weights = Object.entries(weightShapes(network)).map(([name, size]) => {
    const length = size.reduce((product, extent) => product * extent, 1);
    const data = Float32Array.from({ length }, (_, i) =>
      name.endsWith('bias') ? 0.125 : i % 2 === 0 ? 0.375 : -0.625,
    );
    return [name, { shape: size, data }] as const;
  });
  return lower(network, Object.fromEntries(weights));
}
