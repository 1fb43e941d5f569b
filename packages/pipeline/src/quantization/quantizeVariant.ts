import { CodesignError } from '@nx-codesign/ir';
import { checkAccumulators, snapWeights } from '@nx-codesign/train';
import { artefactJson } from '../artefacts/json';
import { modelFiles, readModel, type Model } from '../artefacts/networkFiles';
import type { Artefacts } from '../artefacts/writeFolder';
import { countCosts } from '../jobs/estimate';
import type { Progress } from '../progress/progress';
import type { Precision } from '../records/costs';
import { artefactFormatVersion } from '../records/schema';
import type { PrecisionTrial } from '../records/trials';
import type { QuantizedVariant, TunedVariant } from '../records/variants';
import type { StageContext } from '../stages/stage';
import { mergeArtefacts } from '../stages/variants';
import type { Workshop } from '../stages/workshop';
import { cheapestWithin } from '../trials/choice';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import { trainingSettings } from '../trials/trainingSettings';
import { precisionName } from './precisionName';

interface Tried {
  readonly record: PrecisionTrial;
  readonly model?: Model;
}

interface QatContext extends StageContext {
  readonly progress: Progress;
}

/** A variant with the precision that it goes on with, and all that were tried. */
export interface QuantizationResult {
  readonly variant: QuantizedVariant;
  readonly trials: readonly PrecisionTrial[];
  readonly artefacts: Artefacts;
}

/** Retrains a variant at each precision and takes the cheapest within the loss. Throws `qat.failed` if none works. */
export async function quantizeVariant(
  context: QatContext,
  workshop: Pick<Workshop, 'pool' | 'trainer'>,
  { variant, precisions }: { variant: TunedVariant; precisions: readonly Precision[] },
): Promise<QuantizationResult> {
  const float = readModel(context.reader, 'local-search', variant.name);
  const tried = await Promise.all(
    precisions.map((precision) => tryPrecision(context, workshop, { float, precision })),
  );
  const trials = tried.map(({ record }) => record);
  const finished = tried.flatMap(({ record, model }) => (record.ok && model ? [{ ...record, model }] : []));
  if (finished.length === 0) {
    const [first] = trials.filter((trial) => !trial.ok);
    throw new CodesignError(
      'qat.failed',
      `No precision worked for the variant ${variant.name}; the first: ${first?.error}`,
    );
  }
  const { chosen, withinLoss } = cheapestWithin(finished, {
    task: context.config.task,
    start: variant.validation.float,
    maxLoss: context.config.qat.maxLoss,
  });
  const { weightBits, activationBits } = chosen;
  return {
    trials,
    variant: {
      ...variant,
      precision: { weightBits, activationBits },
      withinLoss,
      validation: { ...variant.validation, quantized: chosen.metric },
      quantizedCosts: chosen.costs,
    },
    artefacts: mergeArtefacts([
      modelFiles(`${variant.name}/float`, float),
      modelFiles(`${variant.name}/chosen`, chosen.model),
      { [`${variant.name}/precisions.json`]: artefactJson({ formatVersion: artefactFormatVersion, trials }) },
      ...finished.map(({ model, ...precision }) =>
        modelFiles(`${variant.name}/${precisionName(precision)}`, model),
      ),
    ]),
  };
}

async function tryPrecision(
  { config: { qat: slice, seed, task }, progress }: QatContext,
  { pool, trainer }: Pick<Workshop, 'pool' | 'trainer'>,
  { float, precision }: { float: Model; precision: Precision },
): Promise<Tried> {
  const outcome = await attempt('qat', async () => {
    const { network, weights } = await pool.run('quantizeModel', { ...float, ...precision });
    const settings = trainingSettings(slice, { task, keep: 'best', seed: deriveSeed(seed, 'qat') });
    const trained = await trainer.train({ network, weights, settings });
    if (!trained.ok) return { ok: false, stage: 'qat', error: trained.error } as const;
    const model = { network, weights: snapWeights(network, trained.weights) };
    checkAccumulators(model.network, model.weights);
    return { ok: true, model, metric: trained.metric, costs: countCosts(model) } as const;
  });
  progress.advance(1);
  if (!outcome.ok) return { record: { ...precision, ...outcome } };
  const { model, ...result } = outcome;
  return { record: { ...precision, ...result }, model };
}
