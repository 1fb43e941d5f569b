import type { Weights } from '@nx-codesign/ir';
import type { LearnedSession, LearnedWidths, PortableMath, WidthSteps } from '../../engines/wasm';
import { allFinite } from '../../training/allFinite';
import { createEpochs } from '../../training/epochs';
import { createKeeper } from '../../training/keeper';
import { measure } from '../../training/measure';
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

/** Weights and widths as one strength leaves them, or where loss or weights stopped being finite. */
export type StrengthOutcome =
  | { readonly weights: Weights; readonly widths: LearnedWidths }
  | { readonly diverged: { readonly epoch: number; readonly step: number } };

/** Share of the epochs, the last, in which widths and ranges stay as they are and one epoch is kept. */
const settledShare = 0.25;

/** Trains weights and widths under one penalty, from where the session stands. */
export function learnAtStrength(session: LearnedSession, options: StrengthOptions): StrengthOutcome {
  const { settings, validation, math } = options;
  const moving = Math.max(1, Math.floor(settings.epochs * (1 - settledShare)));
  const keeper = createKeeper<{ weights: Weights; widths: LearnedWidths; metric: number }>(settings);
  session.setWidthSteps(widthSteps(options, 0));
  for (const { epoch, trainLoss, lastStep } of createEpochs(session, options)) {
    options.signal?.throwIfAborted();
    const weights = session.weights();
    const outputs = session.forward(validation.x, validation.count);
    const { loss, metric } = measure(outputs, { ...settings, ...validation }, math);
    if (![trainLoss, loss].every(Number.isFinite) || !allFinite(weights)) {
      return { diverged: { epoch, step: lastStep } };
    }
    if (epoch <= moving) {
      session.setRanges(calibrateRanges(session, { ...options, values: session.widths().values }));
    } else {
      keeper.add({ weights, widths: session.widths(), metric });
      if (keeper.isOver()) break;
    }
    session.setWidthSteps(widthSteps(options, epoch / moving));
  }
  return keeper.kept() ?? { weights: session.weights(), widths: session.widths() };
}

/** Widths move by the schedule of the weights, but come to rest at `progress` 1. */
function widthSteps({ settings, penalty, math }: StrengthOptions, progress: number): WidthSteps {
  const share = progress < 1 ? schedules[settings.schedule](progress, math) : 0;
  return { ...penalty, rate: settings.widthRate * share };
}
