import type { Network, Weights } from '@nx-codesign/ir';
import { createPortableMath } from '../engines/wasm';
import { checkArrays } from './checkArrays';
import { checkSettings } from './checkSettings';
import { createEpochs } from './epochs';
import { isBetter, measure } from './measure';
import type { Arrays, Engine, EpochRecord, TrainingSettings, TrainResult } from './types';

export interface TrainOptions {
  readonly network: Network;
  /** Where to start, for example `initialWeights(network, seed)`. */
  readonly weights: Weights;
  readonly settings: TrainingSettings;
  readonly train: Arrays;
  readonly validation: Arrays;
  /** Called after each epoch. */
  readonly onEpoch?: (record: EpochRecord) => void;
  /** Checked before the first and after each epoch; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Trains by Adam with decoupled weight decay over shuffled batches, the last of an epoch being whatever is left.
 * The same inputs give the same bits. When loss or weights stop being finite the training ends, the weights kept so
 * far are returned, and `diverged` says where. Throws `train.arrays`, `train.settings` and the signal's reason.
 */
export function train(engine: Engine, options: TrainOptions): TrainResult {
  const { network, settings, validation } = options;
  checkSettings(settings);
  checkArrays(network, options.train, settings.loss);
  checkArrays(network, validation, settings.loss);
  const { count } = options.train;
  const session = engine.open(network, {
    loss: settings.loss,
    maxBatch: Math.min(settings.batchSize, count),
  });
  session.setWeights(options.weights);
  const math = createPortableMath();
  const measureNow = () => measure(session.forward(validation.x, validation.count), validation, math);
  const epochs: EpochRecord[] = [];
  const measureStart = () => {
    session.setWeights(options.weights);
    return { weights: options.weights, metric: measureNow().metric };
  };
  let kept: { weights: Weights; metric: number } | undefined;
  let best: number | undefined;
  let epochsSinceBest = 0;
  options.signal?.throwIfAborted();
  for (const { epoch, trainLoss, lastStep } of createEpochs(session, { ...options, math })) {
    options.signal?.throwIfAborted();
    const weights = session.weights();
    const { loss: validationLoss, metric } = measureNow();
    if (!Number.isFinite(trainLoss) || !Number.isFinite(validationLoss) || !isFinite(weights)) {
      return { ...(kept ?? measureStart()), epochs, diverged: { epoch, step: lastStep } };
    }
    const record = { epoch, trainLoss, validationLoss, validationMetric: metric };
    epochs.push(record);
    options.onEpoch?.(record);
    const better = best === undefined || isBetter(settings.loss, metric, best);
    if (better) best = metric;
    if (better || settings.keep === 'last') kept = { weights, metric };
    epochsSinceBest = better ? 0 : epochsSinceBest + 1;
    if (settings.earlyStop !== undefined && epochsSinceBest >= settings.earlyStop.patience) break;
  }
  return { ...(kept ?? measureStart()), epochs };
}

function isFinite(weights: Weights): boolean {
  return Object.values(weights).every(({ data }) => data.every(Number.isFinite));
}
