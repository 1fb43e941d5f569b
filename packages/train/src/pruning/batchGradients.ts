import type { Network, Weights } from '@nx-codesign/ir';
import { snapWeights } from '../quantization/snapWeights';
import { lossOf } from '../training/measure';
import type { Arrays, Engine } from '../training/types';

/** What importances are measured on. */
export interface ImportanceOptions {
  /** Float or quantised, without batch normalisation. */
  readonly network: Network;
  readonly weights: Weights;
  /** Training examples. */
  readonly sample: Arrays;
  readonly engine: Engine;
}

/** Examples per gradient: few, so that opposite gradients of different examples do not cancel out. */
const batchSize = 8;

/** Gradients of the loss by every weight, at the rounded weights, batch by batch over the sample. */
export function* batchGradients({ network, weights, sample, engine }: ImportanceOptions): Generator<Weights> {
  const session = engine.open(network, { loss: lossOf(sample.y), maxBatch: batchSize });
  session.setWeights(snapWeights(network, weights));
  for (let first = 0; first < sample.count; first += batchSize) {
    const size = Math.min(batchSize, sample.count - first);
    const indices = Int32Array.from({ length: size }, (_, i) => first + i);
    yield session.gradients({ x: sample.x, y: sample.y, indices }).gradients;
  }
}
