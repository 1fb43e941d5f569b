import { evaluate } from '../training/evaluate';
import { createKeeper } from '../training/keeper';
import { train, type TrainOptions } from '../training/train';
import type { Engine, Kept, TrainResult, TrainState } from '../training/types';
import type { DigitLimits } from './candidate';
import { holdDigits } from './holdDigits';

/** A training whose kernel weights keep limits on their signed digits. */
export interface DigitTraining extends Omit<TrainOptions, 'until' | 'resume'> {
  readonly digitLimits: DigitLimits;
}

/**
 * Trains as `train` does and moves the weights back to their digits after every epoch (`holdDigits`), so that the others
 * learn to live with them: projected gradient descent. The best epoch is chosen, and patience measured, by the metric
 * after the move.
 * Throws what `train` throws.
 */
export function trainWithDigits(
  engine: Engine,
  { digitLimits, ...options }: DigitTraining,
): Omit<TrainResult, 'state'> {
  const { network, settings, validation } = options;
  // The weights of the epoch itself are wanted, and the course has no say in when to stop.
  const each = { ...options, settings: { ...settings, keep: 'last' as const, earlyStop: undefined } };
  const keeper = createKeeper<Kept>(settings);
  let state: TrainState | undefined;
  for (let until = 1; ; until++) {
    const part = train(engine, { ...each, until, ...(state && { resume: state }) });
    const weights = holdDigits(network, part.weights, digitLimits);
    const { metric } = evaluate(engine, { network, weights, arrays: validation });
    const { epochs, diverged } = part;
    if (diverged) return { ...(keeper.kept() ?? { weights, metric }), epochs, diverged };
    keeper.add({ weights, metric });
    if (part.state === undefined || keeper.isOver()) return { ...keeper.kept()!, epochs };
    state = { ...part.state, session: { ...part.state.session, weights } };
  }
}
