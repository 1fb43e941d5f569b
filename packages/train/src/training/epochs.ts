import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { PortableMath } from '../engines/wasm';
import { schedules } from './schedule';
import { shuffle } from './shuffle';
import type { Arrays, Session, TrainingSettings } from './types';

export interface Epoch {
  /** Counts from 1. */
  readonly epoch: number;
  /** Mean over the examples, each measured before its own step; not finite if the training diverged. */
  readonly trainLoss: number;
  /** The epoch's last step, counted from 1 over the whole training; the diverging one if there was one. */
  readonly lastStep: number;
}

/** Runs one epoch each time that the next is asked for; ends after `settings.epochs` or where the loss diverges. */
export function* createEpochs(
  session: Session,
  { train, settings, math }: { train: Arrays; settings: TrainingSettings; math: PortableMath },
): Generator<Epoch> {
  const { epochs, batchSize, learningRate, weightDecay = 0, seed } = settings;
  const random = xoroshiro128plus(seed);
  const rows = Int32Array.from({ length: train.count }, (_, i) => i);
  const shareOf = schedules[settings.schedule];
  const totalSteps = epochs * Math.ceil(train.count / batchSize);
  let step = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    shuffle(rows, random);
    let sum = 0;
    for (let first = 0; first < train.count && Number.isFinite(sum); first += batchSize) {
      const indices = rows.subarray(first, first + batchSize);
      const rate = learningRate * shareOf(step / totalSteps, math);
      sum +=
        indices.length *
        session.step({ x: train.x, y: train.y, indices }, { learningRate: rate, weightDecay });
      step++;
    }
    yield { epoch, trainLoss: sum / train.count, lastStep: step };
  }
}
