import { sha256 } from '@nx-codesign/ir';
import type { LearnedRanges } from '@nx-codesign/train';
import { hashOf } from '../artefacts/json';
import { packModels, unpackModels } from '../artefacts/modelList';
import type { Model } from '../artefacts/networkFiles';
import { encodeWeights } from '../artefacts/weightFiles';
import type { LearnModelsInput, LearnModelsOutput } from '../jobs/learnModels';
import type { LearnRangesInput } from '../jobs/learnRangesOf';
import type { Journal } from '../journal/journal';
import { rangesRecord, widthsRecord } from '../records/learning';
import type { Pool } from '../threads/pool';
import type { TrainingGround } from './trainer';

/** Learns formats on the worker threads; the journal answers for what was learned before, with the same results. */
export interface Learner {
  widths(input: LearnModelsInput): Promise<LearnModelsOutput>;
  ranges(input: LearnRangesInput): Promise<LearnedRanges>;
}

export function createLearner(pool: Pool, journal: Journal, ground: TrainingGround): Learner {
  return {
    async widths(input) {
      const key = keyOf('widths', input, ground);
      const known = rememberedWidths(journal, key);
      if (known) return known;
      const output = await pool.run('learnModels', input);
      const { networks, weights } = packModels(output.candidates);
      const candidates = output.candidates.map(({ strength, metric }) => ({ strength, metric }));
      journal.append(key, { record: { ...output, networks, candidates }, weights });
      return output;
    },
    async ranges(input) {
      const key = keyOf('ranges', input, ground);
      const known = rememberedRanges(journal, key);
      if (known) return known;
      const output = await pool.run('learnRangesOf', input);
      const { network, weights: rounded, unrounded, ...result } = output;
      const { networks, weights } = packModels([
        { network, weights: rounded },
        { network, weights: unrounded },
      ]);
      journal.append(key, { record: { ...result, networks }, weights });
      return output;
    },
  };
}

function keyOf(work: string, { weights, ...input }: Model & { settings: object }, ground: TrainingGround) {
  return hashOf({ work, ...ground, ...input, start: sha256(encodeWeights(weights)) });
}

function rememberedWidths(journal: Journal, key: string): LearnModelsOutput | undefined {
  const entry = journal.find(key, widthsRecord);
  if (entry?.weights === undefined) return undefined;
  const { networks, candidates, ...others } = entry.record;
  const models = unpackModels({ networks, weights: entry.weights });
  return { ...others, candidates: candidates.map((candidate, i) => ({ ...candidate, ...models[i] })) };
}

function rememberedRanges(journal: Journal, key: string): LearnedRanges | undefined {
  const entry = journal.find(key, rangesRecord);
  if (entry?.weights === undefined) return undefined;
  const { networks, ...result } = entry.record;
  const [rounded, unrounded] = unpackModels({ networks, weights: entry.weights });
  return { ...rounded, unrounded: unrounded.weights, ...result };
}
