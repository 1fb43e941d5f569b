import {
  createWasmEngine,
  foldBatchNorm,
  learnWidths,
  type LearnedFront,
  type WidthTraining,
} from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import { splitOf, type Job } from './job';

export interface LearnModelsInput extends Model {
  readonly settings: WidthTraining;
}

/** Networks of learned widths by strength, what was refused, and what ended the training early, if anything. */
export interface LearnModelsOutput extends Pick<LearnedFront, 'refused'> {
  readonly candidates: readonly (Model & { readonly strength: number; readonly metric: number })[];
  readonly failure?: string;
}

/** Learns the widths of a trained float network. The wasm engine does it, whichever trains otherwise. */
export const learnModels: Job<LearnModelsInput, LearnModelsOutput> = ({ settings, ...float }, { splits }) => {
  const { candidates, refused, diverged } = learnWidths(createWasmEngine(), {
    ...foldBatchNorm(float.network, float.weights),
    settings,
    train: splitOf(splits, 'train'),
    validation: splitOf(splits, 'validation'),
  });
  return {
    candidates: candidates.map(({ ebops: _, ...candidate }) => candidate),
    refused,
    ...(diverged && { failure: divergence(diverged) }),
  };
};

function divergence({ strength, epoch, step }: { strength: number; epoch: number; step: number }): string {
  return `the loss stopped being finite in epoch ${epoch}, step ${step}, of the strength ${strength}`;
}
