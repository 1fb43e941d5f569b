import type { LayerNode, Network } from '@nx-codesign/ir';
import { predict } from '../training/evaluate';
import type { Engine } from '../training/types';

/** Values per row that the engine is given, whatever the shape of the layer. */
const widths = [32, 16, 8, 4, 2, 1];

/** An elementwise layer of some values as the engine computes it: behind a layer that passes them on, which it wants. */
export function tableValues(layer: LayerNode, x: Float32Array, engine: Engine): Float32Array {
  const columns = widths.find((width) => x.length % width === 0)!;
  const network: Network = {
    name: 'table',
    input: { shape: [columns], format: { signed: true, integer: 15, fraction: 16 } },
    layers: [
      { kind: 'dense', name: 'same', inputs: ['input'], config: { units: columns } },
      { ...layer, inputs: ['same'] },
    ],
    output: layer.name,
  };
  const identity = Float32Array.from({ length: columns * columns }, (_, at) =>
    at % (columns + 1) === 0 ? 1 : 0,
  );
  const weights = {
    'same/kernel': { shape: [columns, columns], data: identity },
    'same/bias': { shape: [columns], data: new Float32Array(columns) },
  };
  return predict(engine, { network, weights, x, count: x.length / columns });
}
