import { createEngine, prune, type PruningCandidate, type PruningStep as PathStep } from '@nx-codesign/train';
import { CodesignError } from '@nx-codesign/ir';
import { readModel, type Model } from '../artefacts/networkFiles';
import { networkName } from '../families';
import { countCosts } from '../jobs/estimate';
import { pathCosts, type PathCosts } from './pathCosts';
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
import { chooseStep } from './chooseStep';
import { methodsOf } from './methods';

/** Training samples that importances are measured on. */
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
export function stepsOf({ config }: StageContext): number {
  return methodsOf(config.prune).reduce((sum, { steps }) => sum + steps, 0);
}

/** Prunes one variant and chooses a step; a step whose training fails ends the path before it. */
export async function pruneVariant(
  context: PruningContext,
  workshop: Workshop,
  variant: QuantizedVariant,
): Promise<Pruned> {
  const { prune: slice, task } = context.config;
  const { x, y, count: samples } = splitOf(workshop.splits, 'train');
  const path: PathStep[] = [];
  const costsOf = pathCosts(slice);
  const outcome = await attempt('prune', () =>
    prune({
      ...readModel(context.reader, 'qat', `${variant.name}/chosen`),
      metric: variant.validation.quantized,
      task,
      methods: methodsOf(slice),
      maxLoss: slice.maxLoss,
      sample: { x, y, count: Math.min(samples, importanceSamples) },
      validation: splitOf(workshop.splits, 'validation'),
      engine: createEngine(context.config.engine),
      signal: context.signal,
      estimateLuts: (candidate) => costsOf(candidate).luts,
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
  const skipped = stepsOf(context) + 1 - path.length;
  if (skipped > 0) context.progress.advance(skipped);
  return { ...choose(context, variant, { path, costsOf }), ...(failure && { failure }) };
}

async function fineTune(
  { config }: StageContext,
  { trainer }: Workshop,
  { network, weights, masks, digitLimits }: PruningCandidate,
) {
  const settings = trainingSettings(config.prune, {
    task: config.task,
    keep: 'best',
    seed: deriveSeed(config.seed, 'prune'),
  });
  const held = { ...(masks && { masks }), ...(digitLimits && { digitLimits }) };
  const trained = await trainer.train({ network, weights, settings, ...held });
  if (!trained.ok) throw new CodesignError('prune.diverged', trained.error);
  return { weights: trained.weights, metric: trained.metric };
}

function choose(
  { config }: StageContext,
  variant: QuantizedVariant,
  { path, costsOf }: { readonly path: readonly PathStep[]; readonly costsOf: PathCosts },
): Pruned {
  const chosen = chooseStep(path, { choice: config.prune.choice, policies: variant.policies });
  const model = {
    network: { ...chosen.network, name: networkName(chosen.network) },
    weights: chosen.weights,
  };
  return {
    model,
    path: path.map(({ step, method, units, zeroShare, metric, network, weights }) => ({
      step,
      ...(method && { method }),
      units,
      zeroShare,
      metric,
      costs: costsOf({ network, weights }),
    })),
    variant: {
      ...variant,
      step: chosen.step,
      validation: { ...variant.validation, pruned: chosen.metric },
      prunedCosts: countCosts(model),
    },
  };
}
