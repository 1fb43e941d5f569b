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

/** The value `[count, elements]` of one layer: the engine's forward pass of the layers that lead to it. */
export function valueOf(
  network: Network,
  layer: string,
  { engine, weights, sample }: Measurement,
): Float32Array {
  const head = headOf(network, layer);
  const headWeights = Object.fromEntries(Object.keys(weightShapes(head)).map((key) => [key, weights[key]]));
  return predict(engine, { network: head, weights: headWeights, x: sample.x, count: sample.count });
}

/** The layers that lead to one, which becomes the output. */
function headOf(network: Network, output: string): Network {
  const needed = new Set([output]);
  for (const { name, inputs } of [...network.layers].reverse()) {
    if (needed.has(name)) inputs.forEach((input) => needed.add(input));
  }
  return { ...network, layers: network.layers.filter(({ name }) => needed.has(name)), output };
}
