import { weightShapes, type Network, type Weights } from '@nx-codesign/ir';
import { predict } from '../training/evaluate';
import type { Engine } from '../training/types';

/** Inputs that formats and importances are measured on: `x: [count, ...inputShape]`. */
export interface Sample {
  readonly x: Float32Array;
  readonly count: number;
}

/** What computes a network's inner values. */
export interface Measurement {
  readonly engine: Engine;
  readonly weights: Weights;
  readonly sample: Sample;
}

/** The value `[count, elements]` of one layer: the engine's forward pass of the network cut off after it. */
export function valueOf(
  network: Network,
  layer: string,
  { engine, weights, sample }: Measurement,
): Float32Array {
  const end = network.layers.findIndex(({ name }) => name === layer) + 1;
  const head = { ...network, layers: network.layers.slice(0, end), output: layer };
  const headWeights = Object.fromEntries(Object.keys(weightShapes(head)).map((key) => [key, weights[key]]));
  return predict(engine, { network: head, weights: headWeights, x: sample.x, count: sample.count });
}
