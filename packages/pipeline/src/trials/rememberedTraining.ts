import type { Weights } from '@nx-codesign/ir';
import type { EpochRecord, SessionState, TrainState } from '@nx-codesign/train';
import { decodeWeights, encodeWeights } from '../artefacts/weightFiles';
import type { JournalEntry } from '../journal/journal';
import type { TrainedRecord } from '../records/training';

/** What a training run gave. */
export interface TrainingResult {
  readonly weights: Weights;
  /** Of these weights on the validation split, see `taskMetrics`. */
  readonly metric: number;
  readonly epochs: readonly EpochRecord[];
  /** Where a run that paused goes on from. */
  readonly state?: TrainState;
}

/** The parts of a paused session, each in front of the names of its tensors. */
const parts = ['weights', 'means', 'variances'] as const;
type Part = (typeof parts)[number];

/**
 * What the journal keeps of a training: its weights, and of one that paused all that it goes on from. The session's own
 * weights are left out where they are those that are kept.
 */
export function rememberTraining({
  weights,
  metric,
  epochs,
  state,
}: TrainingResult): JournalEntry<TrainedRecord> {
  if (state === undefined) return { record: { metric, epochs }, weights: encodeWeights(weights) };
  const { session, best, epochsSinceBest } = state;
  const isOwn = isSame(session.weights, weights);
  const kept = parts.filter((part) => part !== 'weights' || !isOwn);
  return {
    record: { metric, epochs, paused: { steps: session.steps, best, epochsSinceBest } },
    weights: encodeWeights({ ...weights, ...Object.assign({}, ...kept.map((part) => named(part, session))) }),
  };
}

/** The training that `rememberTraining` made an entry of; undefined for an entry without weights. */
export function trainingOf({
  record: { metric, epochs, paused },
  weights: bytes,
}: JournalEntry<TrainedRecord>): TrainingResult | undefined {
  if (bytes === undefined) return undefined;
  const tensors = decodeWeights(bytes);
  const weights = withoutParts(tensors);
  if (paused === undefined) return { weights, metric, epochs };
  const { steps, best, epochsSinceBest } = paused;
  const [own, means, variances] = parts.map((part) => partOf(part, tensors));
  const session: SessionState = {
    ...{ weights: Object.keys(own).length > 0 ? own : weights, means, variances, steps },
  };
  const state: TrainState = { session, epochs, kept: { weights, metric }, best, epochsSinceBest };
  return { weights, metric, epochs, state };
}

function named(part: Part, session: SessionState): Weights {
  const entries = Object.entries(session[part]).map(([tensor, value]) => [
    `${prefixOf(part)}${tensor}`,
    value,
  ]);
  return Object.fromEntries(entries) as Weights;
}

function partOf(part: Part, tensors: Weights): Weights {
  const prefix = prefixOf(part);
  return Object.fromEntries(
    Object.entries(tensors).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
}

function withoutParts(tensors: Weights): Weights {
  const isOfPart = (name: string) => parts.some((part) => name.startsWith(prefixOf(part)));
  return Object.fromEntries(Object.entries(tensors).filter(([name]) => !isOfPart(name)));
}

/** No layer's name has a colon. */
function prefixOf(part: Part): string {
  return `paused:${part}:`;
}

function isSame(a: Weights, b: Weights): boolean {
  return Object.entries(a).every(([tensor, { data }]) => {
    const other = b[tensor]?.data;
    return other?.length === data.length && data.every((value, at) => Object.is(value, other[at]));
  });
}
