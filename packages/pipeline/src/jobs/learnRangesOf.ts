import {
  createWasmEngine,
  learnRanges,
  type LearnedRanges,
  type LearnRangesOptions,
} from '@nx-codesign/train';
import { splitOf, type Job } from './job';

export type LearnRangesInput = Pick<LearnRangesOptions, 'network' | 'weights' | 'settings' | 'grain'>;

/** Trains a quantised network with the ranges of its activations. The wasm engine does it, whichever trains otherwise. */
export const learnRangesOf: Job<LearnRangesInput, LearnedRanges> = (input, { splits }) =>
  learnRanges(createWasmEngine(), {
    ...input,
    train: splitOf(splits, 'train'),
    validation: splitOf(splits, 'validation'),
  });
