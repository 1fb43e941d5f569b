import { evaluate } from '../training/evaluate';
import { isBetter } from '../training/measure';
import { train, type TrainOptions } from '../training/train';
import type { Engine, TrainResult, TrainState } from '../training/types';
import type { DigitLimits } from './candidate';
import { holdDigits } from './holdDigits';

/** A training whose kernel weights keep limits on their signed digits. */
export interface DigitTraining extends Omit<TrainOptions, 'until' | 'resume'> {
  readonly digitLimits: DigitLimits;
}

/**
 * Trains as `train` does and moves the weights back to their digits after every epoch (`holdDigits`), so that the others
 * learn to live with them: projected gradient descent. The best epoch is chosen by the metric after the move.
 * Throws what `train` throws.
 */
export function trainWithDigits(
  engine: Engine,
  { digitLimits, ...options }: DigitTraining,
): Omit<TrainResult, 'state'> {
  const { network, settings, validation } = options;
  // The weights of the epoch itself are wanted, and the course has no say in when to stop.
  const each = { ...options, settings: { ...settings, keep: 'last' as const, earlyStop: undefined } };
  let best: Pick<TrainResult, 'weights' | 'metric'> | undefined;
  let state: TrainState | undefined;
  for (let until = 1; ; until++) {
    const part = train(engine, { ...each, until, ...(state && { resume: state }) });
    const weights = holdDigits(network, part.weights, digitLimits);
    const { metric } = evaluate(engine, { network, weights, arrays: validation });
    if (best === undefined || settings.keep === 'last' || isBetter(settings.loss, metric, best.metric)) {
      best = { weights, metric };
    }
    const { epochs, diverged } = part;
    if (part.state === undefined) return { ...best, epochs, ...(diverged && { diverged }) };
    state = { ...part.state, session: { ...part.state.session, weights } };
  }
}
