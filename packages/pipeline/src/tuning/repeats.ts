import type { Network } from '@nx-codesign/ir';
import type { TrainingSettings } from '@nx-codesign/train';
import type { TunedVariant } from '../records/variants';
import type { Workshop } from '../stages/workshop';
import { deriveSeed } from '../trials/seeds';

/** Trains a network anew with other seeds; trainings that fail are left out, and without two of them there is no spread. */
export async function repeatTraining(
  { trainer }: Pick<Workshop, 'trainer'>,
  network: Network,
  { settings, count }: { readonly settings: TrainingSettings; readonly count: number },
): Promise<TunedVariant['repeats']> {
  const runs = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      trainer.train({ network, settings: { ...settings, seed: deriveSeed(settings.seed, 'repeat', index) } }),
    ),
  );
  const metrics = runs.flatMap((run) => (run.ok ? [run.metric] : []));
  return metrics.length < 2 ? undefined : { metrics, ...spreadOf(metrics) };
}

/** Mean and standard deviation of a sample of at least two. */
export function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
