import { outlineOf } from '@nx-codesign/hardware';
import { lower, type Weights } from '@nx-codesign/ir';
import {
  initialWeights,
  magnitudeMasks,
  quantizeNetwork,
  snapWeights,
  train,
  type Masks,
  type TrainingSettings,
} from '@nx-codesign/train';
import type { Candidate } from './candidates';
import { trained, type Model, type Workshop } from './models';
import { outlinedTotals, sampleOfModel, type Sample } from './samples';
import type { SynthesisTool } from './synthesized';

/** Training inputs that `search` calibrates a candidate on, and `qat` a network. */
const calibrationSamples = { search: 512, qat: 2048 };
/** How `qat` trains by default, but shorter; finer at 8 bits than at fewer, as there. */
const retraining = { epochs: 8, batchSize: 128, learningRate: 0.001 };
const fineBits = 8;

/**
 * What `search` says of a candidate, and what becomes of it: `outlined` is the estimate over the trained float weights,
 * the smallest set to 0 and the rest rounded to the assumed widths; the design is of the same network after training with
 * those widths and zeros, as `qat` and `prune` leave it.
 */
export async function searchedSample(
  candidate: Candidate,
  workshop: Workshop,
  synthesis: SynthesisTool,
): Promise<Sample> {
  const { rounded, finished } = searchedModels(candidate, workshop);
  const sample = await sampleOfModel({ ...candidate, origin: 'trained' }, finished, synthesis);
  const { reuseFactor } = sample;
  const outlined = outlinedTotals(outlineOf(lower(rounded.network, rounded.weights), candidate));
  return { ...sample, ...(reuseFactor === 1 && { outlined }) };
}

/** The candidate as `search` measures it, and as the stages after it finish it. */
function searchedModels(
  candidate: Candidate,
  { engine, dataSets }: Workshop,
): { readonly rounded: Model; readonly finished: Model } {
  const { network, zeroShare, weightBits, activationBits, family, seed } = candidate;
  const dataSet = dataSets[family];
  const float = trained(network, initialWeights(network, seed), { engine, dataSet, seed });
  const masks = zeroShare > 0 ? magnitudeMasks(float, {}, zeroShare) : undefined;
  const sparse = masks ? masked(float, masks) : float;
  const quantized = (count: number) =>
    quantizeNetwork({
      ...{ network, weights: sparse, weightBits, activationBits, engine },
      calibration: { x: dataSet.train.x, count },
    });
  const searched = quantized(calibrationSamples.search);
  const start = quantized(Math.min(dataSet.train.count, calibrationSamples.qat));
  const settings: TrainingSettings = {
    ...{ ...retraining, schedule: 'cosine', keep: 'best', seed },
    learningRate: retraining.learningRate * Math.sqrt(2 ** Math.max(0, fineBits - weightBits)),
    loss: dataSet.task === 'classification' ? 'softmaxCrossEntropy' : 'mse',
  };
  const { weights } = train(engine, {
    ...{ network: start, weights: sparse, settings, ...(masks && { masks }) },
    ...{ train: dataSet.train, validation: dataSet.validation },
  });
  return {
    rounded: { network: searched, weights: snapWeights(searched, sparse) },
    finished: { network: start, weights: snapWeights(start, weights) },
  };
}

function masked(weights: Weights, masks: Masks): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => {
      const mask = masks[name];
      return [name, { shape, data: mask ? data.map((value, i) => (mask[i] === 0 ? 0 : value)) : data }];
    }),
  );
}
