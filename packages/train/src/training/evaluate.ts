import type { Network, Weights } from '@nx-codesign/ir';
import { createPortableMath } from '../engines/wasm';
import { checkArrays } from './checkArrays';
import { lossOf, measure, type Measure } from './measure';
import type { Arrays, Engine } from './types';

/** Examples per forward call: their activations stay in the second-level cache. */
const rowsPerCall = 256;

export interface PredictOptions {
  readonly network: Network;
  readonly weights: Weights;
  /** `[count, ...inputShape]`. */
  readonly x: Float32Array;
  readonly count: number;
}

/** The network's outputs `[count, outputs]`, in inference mode. */
export function predict(engine: Engine, { network, weights, x, count }: PredictOptions): Float32Array {
  const session = engine.open(network, { loss: 'mse', maxBatch: rowsPerCall });
  session.setWeights(weights);
  return session.forward(x, count);
}

export interface EvaluateOptions {
  readonly network: Network;
  readonly weights: Weights;
  readonly arrays: Arrays;
}

/** Loss, metric and, of a regression, further figures over all examples. Throws `train.arrays` if the arrays do not fit the network. */
export function evaluate(engine: Engine, { network, weights, arrays }: EvaluateOptions): Measure {
  const loss = lossOf(arrays.y);
  checkArrays(network, arrays, loss);
  const outputs = predict(engine, { network, weights, x: arrays.x, count: arrays.count });
  return measure(outputs, arrays, createPortableMath());
}
