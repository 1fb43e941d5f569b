import {
  cheapestStep,
  createWasmEngine,
  pruneStructured,
  type PruningStep as PathStep,
} from '@nx-codesign/train';
import { CodesignError } from '@nx-codesign/ir';
import { readModel, type Model } from '../artefacts/networkFiles';
import { mlpName } from '../families/mlp';
import { countCosts } from '../jobs/estimate';
import { splitOf } from '../jobs/job';
import type { Progress } from '../progress/progress';
import type { Failure } from '../records/costs';
import type { PruningStep } from '../records/trials';
import type { PrunedVariant, QuantizedVariant } from '../records/variants';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import { trainingSettings } from '../trials/trainingSettings';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';

/** Training samples that the importance of units is measured on. */
const importanceSamples = 2048;

/** A pruned variant before it is evaluated on the test split. */
export interface Pruned {
  readonly variant: Omit<PrunedVariant, 'test' | 'engineCheck'>;
  readonly model: Model;
  readonly path: readonly PruningStep[];
  /** What ended the path early, if training failed. */
  readonly failure?: Failure;
}

interface PruningContext extends StageContext {
  readonly progress: Progress;
}

/** Most steps of a path. */
export function stepsOf({ config: { prune: slice } }: StageContext): number {
  return slice.method === 'none' ? 0 : slice.steps;
}

/** Prunes one variant and chooses a step; a step whose training fails ends the path before it. */
export async function pruneVariant(
  context: PruningContext,
  workshop: Workshop,
  variant: QuantizedVariant,
): Promise<Pruned> {
  const { prune: slice, task } = context.config;
  const { share, maxLoss } = slice;
  const { x, count: samples } = splitOf(workshop.splits, 'train');
  const steps = stepsOf(context);
  const path: PathStep[] = [];
  const outcome = await attempt('prune', () =>
    pruneStructured({
      ...readModel(context.reader, 'qat', `${variant.name}/chosen`),
      metric: variant.validation.quantized,
      task,
      share,
      maxLoss,
      steps,
      sample: { x, count: Math.min(samples, importanceSamples) },
      engine: createWasmEngine(),
      signal: context.signal,
      onStep: (step) => {
        path.push(step);
        if (step.step > 0) context.progress.advance(1);
      },
      fineTune: (candidate) => fineTune(context, workshop, candidate),
    }),
  );
  const failure = Array.isArray(outcome) ? undefined : (outcome as Failure);
  if (path.length === 0)
    throw new CodesignError('prune.failed', `${variant.name} cannot be pruned: ${failure?.error}`);
  if (path.length <= steps) context.progress.advance(steps + 1 - path.length);
  return { ...choose(variant, path), ...(failure && { failure }) };
}

async function fineTune({ config }: StageContext, { trainer }: Workshop, { network, weights }: Model) {
  const settings = trainingSettings(config.prune, {
    task: config.task,
    keep: 'best',
    seed: deriveSeed(config.seed, 'prune'),
  });
  const trained = await trainer.train({ network, weights, settings });
  if (!trained.ok) throw new CodesignError('prune.diverged', trained.error);
  return { weights: trained.weights, metric: trained.metric };
}

function choose(variant: QuantizedVariant, path: readonly PathStep[]): Pruned {
  const chosen = cheapestStep(path);
  const model = { network: { ...chosen.network, name: mlpName(chosen.network) }, weights: chosen.weights };
  return {
    model,
    path: path.map(({ step, units, metric, network, weights }) => ({
      step,
      units,
      metric,
      costs: countCosts({ network, weights }),
    })),
    variant: {
      ...variant,
      step: chosen.step,
      validation: { ...variant.validation, pruned: chosen.metric },
      prunedCosts: countCosts(model),
    },
  };
}
