import { trace, widthOf, type Fixed, type Network, type Weights } from '@nx-codesign/ir';
import {
  createPortableMath,
  type ChannelWidths,
  type LearnedWidths,
  type WasmEngine,
} from '../../engines/wasm';
import { allFinite } from '../../training/allFinite';
import { checkTraining } from '../../training/checkTraining';
import { createEpochs } from '../../training/epochs';
import { evaluate } from '../../training/evaluate';
import { createKeeper } from '../../training/keeper';
import { schedules } from '../../training/schedule';
import type { Arrays, TrainingSettings, TrainResult } from '../../training/types';
import type { RangeGrain } from '../activationFormat';
import { outputOf } from '../layerRoles';
import { roundingOf } from '../roundingOf';
import { plainNetwork, withoutBiasFormats } from './plainNetwork';

export interface LearnRangesOptions {
  /** A quantised network (`quantizeNetwork`), whose formats give the widths and the ranges to start from. */
  readonly network: Network;
  /** Where to start, not yet rounded. */
  readonly weights: Weights;
  readonly settings: TrainingSettings;
  readonly train: Arrays;
  readonly validation: Arrays;
  /** Whether the channels of an activation share a range or have each its own. */
  readonly grain: RangeGrain;
  readonly signal?: AbortSignal;
}

/** A network with learned ranges, its weights on their grids, and where the training diverged, if it did. */
export interface LearnedRanges extends Pick<TrainResult, 'metric' | 'diverged'> {
  readonly network: Network;
  readonly weights: Weights;
  /** The weights as they were trained, for a training that goes on at other widths. */
  readonly unrounded: Weights;
}

/** Step size of the fractions in bits for each unit of the learning rate. */
const rateOfRanges = 3;

/**
 * Trains a network of given widths and, beside its weights, the power-of-two ranges of its activations: a bit more range
 * is a bit less fraction (trained thresholds: Jain et al. 2020, arXiv 1903.08066). One epoch is kept, as in `train`; where
 * loss or weights stop being finite, what was kept until then. Throws `train.arrays`, `train.settings`, `train.weightless` and the signal's
 * reason.
 */
export function learnRanges(engine: WasmEngine, options: LearnRangesOptions): LearnedRanges {
  checkTraining(options);
  const { settings, train, validation } = options;
  const network = withoutBiasFormats(options.network);
  const widths: LearnedWidths = { kernels: {}, values: startValues(options) };
  const maxBatch = Math.min(settings.batchSize, train.count);
  const session = engine.openLearned(network, { ...settings, maxBatch, widths });
  session.setWeights(options.weights);
  const math = createPortableMath();
  const measureNow = () => {
    const unrounded = session.weights();
    const plain = plainNetwork(network, unrounded, session.widths());
    const { loss, metric } = evaluate(engine, { ...plain, arrays: validation });
    return { loss, result: { ...plain, unrounded, metric } };
  };
  const stepsAt = (progress: number) => ({
    rate: rateOfRanges * settings.learningRate * schedules[settings.schedule](progress, math),
    strength: 0,
    mostFraction: 64,
  });
  const start = measureNow().result;
  const keeper = createKeeper<LearnedRanges>(settings);
  session.setWidthSteps(stepsAt(0));
  for (const { epoch, trainLoss, lastStep } of createEpochs(session, { train, settings, math })) {
    options.signal?.throwIfAborted();
    const now = Number.isFinite(trainLoss) && allFinite(session.weights()) ? measureNow() : undefined;
    if (now === undefined || !Number.isFinite(now.loss)) {
      return { ...(keeper.kept() ?? start), diverged: { epoch, step: lastStep } };
    }
    keeper.add(now.result);
    if (keeper.isOver()) break;
    session.setWidthSteps(stepsAt(epoch / settings.epochs));
  }
  return keeper.kept()!;
}

/** The formats of all rounded activations as the start of learned ranges. */
function startValues({ network, grain }: LearnRangesOptions): Readonly<Record<string, ChannelWidths>> {
  const { operations } = trace(network);
  const rounded = network.layers.filter((layer) => roundingOf(network, layer).kind === 'value');
  return Object.fromEntries(
    rounded.map((layer): [string, ChannelWidths] => {
      const formats = [outputOf(layer)!].flat() as Fixed[];
      const channels = operations.findLast((operation) => operation.layer === layer.name)!.shape.at(-1)!;
      const formatOf = (channel: number) => formats[channel % formats.length];
      const all = Array.from({ length: channels }, (_, channel) => formatOf(channel));
      return [
        layer.name,
        {
          signed: all[0].signed,
          fractions: Float32Array.from(all, ({ fraction }) => fraction),
          integers: Int32Array.from(all, ({ integer }) => integer),
          range: { width: widthOf(all[0]), grain },
        },
      ];
    }),
  );
}
