import { join } from 'node:path';
import { createEngine, type DataSetDescription } from '@nx-codesign/train';
import { checkClassWeights } from '../config/checkClassWeights';
import { openJournal, type Journal } from '../journal/journal';
import { createPool, type Pool } from '../threads/pool';
import type { WorkerSetup } from '../threads/protocol';
import { codeIdentity } from '../trials/identity';
import { createCompressor, type Compressor } from '../trials/compressor';
import { createLearner, type Learner } from '../trials/learner';
import { createTrainer, type Trainer } from '../trials/trainer';
import { readDescription, readSplits, trainingDigests } from './dataSets';
import type { StageContext } from './stage';

/** What the stages that train share: threads that hold the training and validation splits, and the journal. */
export interface Workshop {
  readonly description: DataSetDescription;
  readonly splits: WorkerSetup;
  readonly pool: Pool;
  readonly journal: Journal;
  readonly trainer: Trainer;
  readonly learner: Learner;
  readonly compressor: Compressor;
}

/** Opens a workshop for as long as `work` takes; its threads end with it. Throws `config.classWeights`. */
export async function inWorkshop<T>(
  context: StageContext,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const description = readDescription(context.reader);
  checkClassWeights(context.config, description);
  const { engine } = context.config;
  const setup = { ...readSplits(context.reader, ['train', 'validation']), engine };
  const pool = createPool({ size: context.workers, setup, signal: context.signal, onWork: context.onWork });
  try {
    const journal = openJournal(join(context.cacheRoot, 'journal'));
    const { name, version } = createEngine(engine);
    const ground = { engine: { name, version }, code: codeIdentity(), data: trainingDigests(description) };
    return await work({
      description,
      splits: setup,
      pool,
      journal,
      trainer: createTrainer(pool, journal, ground),
      learner: createLearner(pool, journal, ground),
      compressor: createCompressor(pool, journal, ground),
    });
  } finally {
    await pool.close();
  }
}
