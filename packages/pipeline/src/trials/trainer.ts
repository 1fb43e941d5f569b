import { CodesignError, type Network, type Weights } from '@nx-codesign/ir';
import type { EpochRecord, TrainingSettings } from '@nx-codesign/train';
import { hashOf, sha256 } from '../artefacts/json';
import { decodeWeights, encodeWeights } from '../artefacts/weightFiles';
import type { Journal } from '../journal/journal';
import type { Pool } from '../threads/pool';

export interface TrainingRequest {
  readonly network: Network;
  /** Where training starts; initial weights of the settings' seed if absent. */
  readonly weights?: Weights;
  readonly settings: TrainingSettings;
}

/** A finished training run; `reused` if the journal had it. */
export interface Trained {
  readonly ok: true;
  readonly weights: Weights;
  readonly accuracy: number;
  readonly epochs: readonly EpochRecord[];
  readonly reused: boolean;
}

/** Trains networks on the worker threads, each different one once: the journal answers for the rest. */
export interface Trainer {
  train(request: TrainingRequest): Promise<Trained | { readonly ok: false; readonly error: string }>;
}

/** What every training run of a stage depends on beside its request. */
export interface TrainingGround {
  readonly engine: { readonly name: string; readonly version: string };
  /** Digest of the code, see `codeIdentity`. */
  readonly code: string;
  /** sha256 of the training and validation splits. */
  readonly data: readonly string[];
}

type TrainingRecord =
  | { readonly accuracy: number; readonly epochs: readonly EpochRecord[] }
  /** Where the loss stopped being finite; such a run has no weights. */
  | { readonly diverged: { readonly epoch: number; readonly step: number } };

export function createTrainer(pool: Pool, journal: Journal, ground: TrainingGround): Trainer {
  const keyOf = ({ network, weights, settings }: TrainingRequest) =>
    hashOf({
      work: 'train',
      ...ground,
      network,
      settings,
      start: weights ? sha256(encodeWeights(weights)) : 'initial',
    });
  return {
    async train(request) {
      const key = keyOf(request);
      const known = journal.find<TrainingRecord>(key);
      if (known) return resultOf(known.record, known.weights && decodeWeights(known.weights), true);
      const { weights, accuracy, epochs, diverged } = await pool.run('trainNetwork', request);
      const record: TrainingRecord = diverged ? { diverged } : { accuracy, epochs };
      journal.append(key, diverged ? { record } : { record, weights: encodeWeights(weights) });
      return resultOf(record, weights, false);
    },
  };
}

function resultOf(record: TrainingRecord, weights: Weights | undefined, reused: boolean) {
  if ('diverged' in record) {
    const { epoch, step } = record.diverged;
    return { ok: false, error: `the loss stopped being finite in epoch ${epoch}, step ${step}` } as const;
  }
  if (!weights)
    throw new CodesignError('journal.weights', 'A journal entry has no weights; delete the cache folder');
  return { ok: true, weights, ...record, reused } as const;
}
