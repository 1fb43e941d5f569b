import type { Network, Weights } from '@nx-codesign/ir';
import { createPortableMath } from '../engines/wasm';
import { allFinite } from './allFinite';
import { checkTraining } from './checkTraining';
import { createCourse, type Course } from './course';
import { createEpochs } from './epochs';
import { measure, type Measure } from './measure';
import type {
  Arrays,
  Engine,
  EpochRecord,
  Masks,
  Session,
  TrainingSettings,
  TrainResult,
  TrainState,
} from './types';

export interface TrainOptions {
  readonly network: Network;
  /** Where to start, for example `initialWeights(network, seed)`. */
  readonly weights: Weights;
  readonly settings: TrainingSettings;
  readonly train: Arrays;
  readonly validation: Arrays;
  /** Elements of weights that stay exactly 0, by tensor: 0 in the mask. */
  readonly masks?: Masks;
  /** The training pauses after this epoch, counted from 1, if it has more; the result then has a `state`. */
  readonly until?: number;
  /** Goes on from here: the bits are those of a training that never paused. `weights` is not read. */
  readonly resume?: TrainState;
  /** Called after each epoch. */
  readonly onEpoch?: (record: EpochRecord) => void;
  /** Checked before the first and after each epoch; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Trains over shuffled batches, the last of an epoch being whatever is left. The same inputs give the same bits. When
 * loss or weights stop being finite the training ends, the weights kept so far are returned, and `diverged` says where.
 * Throws `train.arrays`, `train.settings`, `train.weightless`, `train.masks` and the signal's reason.
 */
export function train(engine: Engine, options: TrainOptions): TrainResult {
  checkTraining(options);
  const { settings, validation, resume, until = settings.epochs, signal, onEpoch } = options;
  const session = openSession(engine, options);
  const math = createPortableMath();
  const measureNow = () =>
    measure(session.forward(validation.x, validation.count), { ...settings, ...validation }, math);
  const course = createCourse(settings, resume);
  signal?.throwIfAborted();
  if (!course.isOver(until)) {
    for (const { epoch, trainLoss, lastStep } of createEpochs(session, {
      ...{ train: options.train, settings, math },
      done: course.epochs.length,
    })) {
      signal?.throwIfAborted();
      const weights = session.weights();
      const measured = measureNow();
      if (!Number.isFinite(trainLoss) || !Number.isFinite(measured.loss) || !allFinite(weights)) {
        return {
          ...(course.kept() ?? startOf(session, options, measureNow)),
          ...{ epochs: course.epochs, diverged: { epoch, step: lastStep } },
        };
      }
      const record = recordOf({ epoch, trainLoss }, measured);
      course.add(record, weights);
      onEpoch?.(record);
      if (course.isOver(until)) break;
    }
  }
  return resultOf(course, session, options);
}

function openSession(engine: Engine, options: TrainOptions): Session {
  const { network, weights, settings, masks, resume } = options;
  const { loss, optimizer, labelSmoothing, classWeights, huberDelta, seed } = settings;
  const session = engine.open(network, {
    ...{ loss, optimizer, labelSmoothing, classWeights, huberDelta, seed },
    maxBatch: Math.min(settings.batchSize, options.train.count),
  });
  if (masks) session.setMasks(masks);
  if (resume) session.resume(resume.session);
  else session.setWeights(weights);
  return session;
}

/** What a training that kept nothing returns: its start. */
function startOf(session: Session, { weights }: TrainOptions, measureNow: () => Measure) {
  session.setWeights(weights);
  return { weights, metric: measureNow().metric };
}

function recordOf(
  { epoch, trainLoss }: Pick<EpochRecord, 'epoch' | 'trainLoss'>,
  { loss: validationLoss, metric: validationMetric }: Measure,
): EpochRecord {
  return { epoch, trainLoss, validationLoss, validationMetric };
}

function resultOf(course: Course, session: Session, { settings, until }: TrainOptions): TrainResult {
  const paused = until !== undefined && !course.isOver(settings.epochs);
  return {
    ...course.kept()!,
    epochs: course.epochs,
    ...(paused && { state: course.state(session.state()) }),
  };
}
