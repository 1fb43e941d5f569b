import { createWasmEngine, foldBatchNorm, learnWidths, type WidthTraining } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import { splitOf, type Job } from './job';

export interface LearnModelsInput extends Model {
  readonly settings: WidthTraining;
}

/** Networks of learned widths, one per strength that was reached, and what ended the training early, if anything. */
export interface LearnModelsOutput {
  readonly candidates: readonly (Model & { readonly metric: number })[];
  readonly failure?: string;
}

/** Learns the widths of a trained float network. The wasm engine does it, whichever trains otherwise. */
export const learnModels: Job<LearnModelsInput, LearnModelsOutput> = ({ settings, ...float }, { splits }) => {
  const { candidates, diverged } = learnWidths(createWasmEngine(), {
    ...foldBatchNorm(float.network, float.weights),
    settings,
    train: splitOf(splits, 'train'),
    validation: splitOf(splits, 'validation'),
  });
  return {
    candidates: candidates.map(({ network, weights, metric }) => ({ network, weights, metric })),
    ...(diverged && { failure: divergence(diverged) }),
  };
};

function divergence({ strength, epoch, step }: { strength: number; epoch: number; step: number }): string {
  return `the loss stopped being finite in epoch ${epoch}, step ${step}, of the strength ${strength}`;
}
