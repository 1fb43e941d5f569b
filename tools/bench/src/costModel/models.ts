import type { Network, Tensor, Weights } from '@nx-codesign/ir';
import {
  createWasmEngine,
  initialWeights,
  quantizeNetwork,
  snapWeights,
  train,
  type DataSet,
  type Engine,
  type TrainingSettings,
} from '@nx-codesign/train';
import type { Candidate } from './candidates';
import { createDraws } from './draws';
import type { NetworkFamily } from './networks';

/** A quantised network with weights on its formats. */
export interface Model {
  readonly network: Network;
  readonly weights: Weights;
}

export interface Workshop {
  readonly engine: Engine;
  readonly dataSets: Record<NetworkFamily, DataSet>;
}

export function openWorkshop(dataSets: Workshop['dataSets']): Workshop {
  return { engine: createWasmEngine(), dataSets };
}

/** Training inputs that ranges of activations are measured on. */
const calibrationSamples = 512;
/** Passes over the training split: enough for weights to leave their uniform start. */
const epochs = 8;

/**
 * The candidate's network in integers: weights as they start, or trained; a share of each kernel set to zero (random
 * places in random weights, the smallest in trained ones); formats calibrated on the training split; rounded.
 */
export function modelOf(candidate: Candidate, { engine, dataSets }: Workshop): Model {
  const { network, origin, zeroShare, weightBits, activationBits, family, seed } = candidate;
  const dataSet = dataSets[family];
  const start = withBiases(initialWeights(network, seed), seed);
  const float = origin === 'trained' ? trained(network, start, { engine, dataSet, seed }) : start;
  const weights = zeroed(float, { zeroShare, smallest: origin === 'trained', seed });
  const { x } = dataSet.train;
  const calibration = { x, count: calibrationSamples };
  const quantized = quantizeNetwork({ network, weights, calibration, weightBits, activationBits, engine });
  return { network: quantized, weights: snapWeights(quantized, weights) };
}

/** Networks start with biases of 0, which cost nothing; those of random weights are small ones. */
function withBiases(weights: Weights, seed: number): Weights {
  const draws = createDraws(seed);
  return mapped(weights, (name, data) =>
    name.endsWith('/bias') ? data.map(() => draws.share() - 0.5) : data,
  );
}

/** Float weights after a short training. */
export function trained(
  network: Network,
  weights: Weights,
  { engine, dataSet, seed }: { readonly engine: Engine; readonly dataSet: DataSet; readonly seed: number },
): Weights {
  const loss = dataSet.task === 'classification' ? 'softmaxCrossEntropy' : 'mse';
  const settings: TrainingSettings = {
    ...{ epochs, batchSize: 64, learningRate: 0.005 },
    ...{ schedule: 'cosine' as const, keep: 'last' as const },
    ...{ loss, seed },
  };
  const { train: samples, validation } = dataSet;
  return train(engine, { network, weights, settings, train: samples, validation }).weights;
}

function zeroed(
  weights: Weights,
  {
    zeroShare,
    smallest,
    seed,
  }: { readonly zeroShare: number; readonly smallest: boolean; readonly seed: number },
): Weights {
  const draws = createDraws(seed + 1);
  return mapped(weights, (name, data) => {
    if (!name.endsWith('/kernel')) return data;
    const keys = Array.from(data, (value) => (smallest ? Math.abs(value) : draws.share()));
    const order = keys.map((_, index) => index).sort((a, b) => keys[a] - keys[b] || a - b);
    const zeros = new Set(order.slice(0, Math.round(zeroShare * data.length)));
    return data.map((value, index) => (zeros.has(index) ? 0 : value));
  });
}

function mapped(weights: Weights, change: (name: string, data: Float32Array) => Float32Array): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]): [string, Tensor] => [
      name,
      { shape, data: change(name, data) },
    ]),
  );
}
