import type { Weights } from '@nx-codesign/ir';
import type { LearnedSession, LearnedWidths, PortableMath, WidthSteps } from '../../engines/wasm';
import { createEpochs } from '../../training/epochs';
import { isBetter, measure } from '../../training/measure';
import { schedules } from '../../training/schedule';
import type { Arrays } from '../../training/types';
import type { Sample } from '../valueOf';
import { calibrateRanges } from './calibrateRanges';
import type { WidthTraining } from './widthTraining';

export interface StrengthOptions {
  readonly settings: WidthTraining;
  readonly penalty: Omit<WidthSteps, 'rate'>;
  readonly train: Arrays;
  readonly validation: Arrays;
  /** What ranges are calibrated on. */
  readonly sample: Sample;
  readonly maxBatch: number;
  readonly math: PortableMath;
  readonly signal?: AbortSignal;
}

/** Weights and widths as one strength leaves them, or where its loss stopped being finite. */
export type StrengthOutcome =
  | { readonly weights: Weights; readonly widths: LearnedWidths }
  | { readonly diverged: { readonly epoch: number; readonly step: number } };

/** Share of the epochs, the last, in which widths and ranges stay as they are and the best epoch is kept. */
const settledShare = 0.25;

/** Trains weights and widths under one penalty, from where the session stands. */
export function learnAtStrength(session: LearnedSession, options: StrengthOptions): StrengthOutcome {
  const { settings, validation, math } = options;
  const moving = Math.max(1, Math.floor(settings.epochs * (1 - settledShare)));
  let kept: { weights: Weights; widths: LearnedWidths; metric: number } | undefined;
  session.setWidthSteps(widthSteps(options, 0));
  for (const { epoch, trainLoss, lastStep } of createEpochs(session, options)) {
    options.signal?.throwIfAborted();
    if (!Number.isFinite(trainLoss)) return { diverged: { epoch, step: lastStep } };
    if (epoch <= moving) {
      session.setRanges(calibrateRanges(session, { ...options, values: session.widths().values }));
    } else {
      const { metric } = measure(session.forward(validation.x, validation.count), validation, math);
      if (!kept || isBetter(settings.loss, metric, kept.metric)) {
        kept = { weights: session.weights(), widths: session.widths(), metric };
      }
    }
    session.setWidthSteps(widthSteps(options, epoch / moving));
  }
  return kept ?? { weights: session.weights(), widths: session.widths() };
}

/** Widths move by the schedule of the weights, but come to rest at `progress` 1. */
function widthSteps({ settings, penalty, math }: StrengthOptions, progress: number): WidthSteps {
  const share = progress < 1 ? schedules[settings.schedule](progress, math) : 0;
  return { ...penalty, rate: settings.widthRate * share };
}
