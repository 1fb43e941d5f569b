import { sha256 } from '@nx-codesign/ir';
import { hashOf } from '../artefacts/json';
import { encodeWeights } from '../artefacts/weightFiles';
import type { CompressModelInput, Compressed, Diverged } from '../jobs/compressModel';
import type { Journal } from '../journal/journal';
import { compressedRecord, type CompressedRecord } from '../records/compressing';
import type { Pool } from '../threads/pool';
import { costIdentity } from './identity';
import type { TrainingGround } from './trainer';

/** Measures networks at widths and a sparsity on the worker threads; the journal answers for what was measured before. */
export interface Compressor {
  compress(input: CompressModelInput): Promise<Compressed | Diverged>;
}

export function createCompressor(pool: Pool, journal: Journal, ground: TrainingGround): Compressor {
  const costs = costIdentity();
  return {
    async compress(input) {
      const { weights, ...others } = input;
      const start = sha256(encodeWeights(weights));
      const key = hashOf({ work: 'compress', ...ground, costs, ...others, start });
      const known = journal.find(key, compressedRecord);
      if (known) return known.record;
      const output = await pool.run('compressModel', input);
      journal.append(key, { record: output satisfies CompressedRecord });
      return output;
    },
  };
}
