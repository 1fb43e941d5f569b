import { sha256 } from '@nx-codesign/ir';
import { hashOf } from '../artefacts/json';
import { encodeWeights } from '../artefacts/weightFiles';
import type { TrainingRequest } from '../jobs/trainNetwork';
import type { Journal } from '../journal/journal';
import { trainingRecord, type TrainingRecord } from '../records/training';
import type { Pool } from '../threads/pool';
import { divergenceText } from './divergence';
import { rememberTraining, trainingOf, type TrainingResult } from './rememberedTraining';

/** A finished training run; `reused` if the journal had it. */
export interface Trained extends TrainingResult {
  readonly ok: true;
  readonly reused: boolean;
}

export type TrainingOutcome = Trained | { readonly ok: false; readonly error: string };

/**
 * Trains networks on the worker threads, each different one once: the journal answers for runs that ended, and a
 * request that is under way is shared.
 */
export interface Trainer {
  train(request: TrainingRequest, pause?: Pause): Promise<TrainingOutcome>;
}

/**
 * A run that pauses after `until` epochs, or ends if the settings have no more. It goes on from the state of the same
 * run where that paused before, in this run or, by the journal, in an earlier one; without one it starts again: the same
 * bits.
 */
export interface Pause {
  readonly until: number;
  readonly from?: Pick<Trained, 'state'>;
}

/** What every training run of a stage depends on beside its request. */
export interface TrainingGround {
  readonly engine: { readonly name: string; readonly version: string };
  /** Digest of the code, see `codeIdentity`. */
  readonly code: string;
  /** sha256 of the training and validation splits. */
  readonly data: readonly string[];
}

export function createTrainer(pool: Pool, journal: Journal, ground: TrainingGround): Trainer {
  const running = new Map<string, Promise<TrainingOutcome>>();
  const compute = async (key: string, request: TrainingRequest, pause?: Pause): Promise<TrainingOutcome> => {
    const resume = pause?.from?.state;
    const { weights, metric, epochs, diverged, state } = await pool.run('trainNetwork', {
      ...request,
      ...(pause && { until: pause.until }),
      ...(resume && { resume }),
    });
    if (diverged) {
      journal.append(key, { record: { diverged } satisfies TrainingRecord });
      return divergence(diverged);
    }
    const trained = { weights, metric, epochs, ...(state && { state }) };
    journal.append(key, rememberTraining(trained));
    return { ok: true, ...trained, reused: false };
  };
  return {
    train(request, pause) {
      const until = pause && pause.until < request.settings.epochs ? pause.until : undefined;
      const key = keyOf(request, ground, until);
      const known = running.get(key) ?? remembered(journal, key);
      if (known) return Promise.resolve(known);
      const outcome = compute(key, request, pause).finally(() => running.delete(key));
      running.set(key, outcome);
      return outcome;
    },
  };
}

function keyOf(
  { network, weights, settings, masks, digitLimits, fold }: TrainingRequest,
  ground: TrainingGround,
  until?: number,
): string {
  const start = weights ? sha256(encodeWeights(weights)) : 'initial';
  const held = { masks: digestsOf(masks), digitLimits: digestsOf(digitLimits) };
  return hashOf({ work: 'train', ...ground, network, settings, start, until, fold, ...held });
}

function digestsOf(arrays?: Readonly<Record<string, Uint8Array>>): string[][] | undefined {
  return arrays && Object.entries(arrays).map(([tensor, data]) => [tensor, sha256(data)]);
}

/** A run without weights that did not diverge is not answered. */
function remembered(journal: Journal, key: string): TrainingOutcome | undefined {
  const entry = journal.find(key, trainingRecord);
  if (entry === undefined) return undefined;
  if ('diverged' in entry.record) return divergence(entry.record.diverged);
  const trained = trainingOf({ ...entry, record: entry.record });
  return trained && { ok: true, ...trained, reused: true };
}

function divergence(place: { readonly epoch: number; readonly step: number }): TrainingOutcome {
  return { ok: false, error: divergenceText(place) };
}
