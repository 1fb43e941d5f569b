import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { PortableMath } from '../engines/wasm';
import { schedules } from './schedule';
import { shuffle } from './shuffle';
import type { Arrays, Session, StepOptions, TrainingSettings } from './types';

export interface Epoch {
  /** Counts from 1. */
  readonly epoch: number;
  /** Mean over the examples, each measured before its own step; not finite if the training diverged. */
  readonly trainLoss: number;
  /** The epoch's last step, counted from 1 over the whole training; the diverging one if there was one. */
  readonly lastStep: number;
}

export interface EpochsOptions {
  readonly train: Arrays;
  readonly settings: TrainingSettings;
  readonly math: PortableMath;
  /** Epochs that the session has made before, whose orders of the examples are passed over. Default 0. */
  readonly done?: number;
}

/** Runs one epoch each time that the next is asked for; ends after `settings.epochs` or where the loss diverges. */
export function* createEpochs(
  session: Session,
  { train, settings, math, done = 0 }: EpochsOptions,
): Generator<Epoch> {
  const { epochs, batchSize, seed } = settings;
  const { count, x, y } = train;
  const random = xoroshiro128plus(seed);
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const steps = Math.ceil(count / batchSize);
  const stepOptions = stepOptionsOf(settings, { math, totalSteps: epochs * steps });
  let step = done * steps;
  for (let epoch = 1; epoch <= done; epoch++) shuffle(rows, random);
  for (let epoch = done + 1; epoch <= epochs; epoch++) {
    shuffle(rows, random);
    let sum = 0;
    for (let first = 0; first < count && Number.isFinite(sum); first += batchSize) {
      const indices = rows.subarray(first, first + batchSize);
      sum += indices.length * session.step({ x, y, indices }, stepOptions(step));
      step++;
    }
    yield { epoch, trainLoss: sum / count, lastStep: step };
  }
}

/** The options of each step, counted from 0 over the whole training. */
function stepOptionsOf(
  { learningRate, weightDecay = 0, schedule, momentum, l1, l2, clipNorm }: TrainingSettings,
  { math, totalSteps }: { readonly math: PortableMath; readonly totalSteps: number },
): (step: number) => StepOptions {
  const shareOf = schedules[schedule];
  const others = { weightDecay, momentum, l1, l2, clipNorm };
  return (step) => ({ ...others, learningRate: learningRate * shareOf(step / totalSteps, math) });
}
