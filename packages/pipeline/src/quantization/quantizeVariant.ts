import { CodesignError } from '@nx-codesign/ir';
import { artefactJson } from '../artefacts/json';
import { modelFiles, readModel } from '../artefacts/networkFiles';
import type { Artefacts } from '../artefacts/writeFolder';
import { artefactFormatVersion } from '../records/schema';
import type { PrecisionTrial } from '../records/trials';
import type { QuantizedVariant, TunedVariant } from '../records/variants';
import { mergeArtefacts } from '../stages/variants';
import type { Workshop } from '../stages/workshop';
import { choosePrecision } from './choosePrecision';
import { learnPrecisions } from './learnPrecisions';
import type { GivenPrecision } from './precisions';
import { trainPrecisions } from './trainPrecisions';
import type { QatContext } from './tried';

/** A variant with the precision that it goes on with, and all that were tried. */
export interface QuantizationResult {
  readonly variant: QuantizedVariant;
  readonly trials: readonly PrecisionTrial[];
  readonly artefacts: Artefacts;
}

/** Retrains a variant at each precision, learns widths, and chooses one. Throws `qat.failed` if none works. */
export async function quantizeVariant(
  context: QatContext,
  workshop: Pick<Workshop, 'pool' | 'trainer' | 'learner'>,
  { variant, precisions }: { variant: TunedVariant; precisions: readonly GivenPrecision[] },
): Promise<QuantizationResult> {
  const float = readModel(context.reader, 'local-search', variant.name);
  const tried = (
    await Promise.all([
      trainPrecisions(context, workshop, { float, precisions }),
      learnPrecisions(context, workshop, float),
    ])
  ).flat();
  const trials = tried.map(({ record }) => record);
  const finished = tried.flatMap(({ record, model }) => (record.ok && model ? [{ ...record, model }] : []));
  if (finished.length === 0) throw noneWorked(variant.name, trials);
  const { task, qat } = context.config;
  const limit = { task, start: variant.validation.float, maxLoss: qat.maxLoss };
  const { policies } = variant;
  const { chosen, withinLoss } = choosePrecision(finished, { choice: qat.choice, limit, policies });
  const { model, metric, costs, ok: _ok, ...precision } = chosen;
  return {
    trials,
    variant: {
      ...variant,
      precision,
      withinLoss,
      validation: { ...variant.validation, quantized: metric },
      quantizedCosts: costs,
    },
    artefacts: mergeArtefacts([
      modelFiles(`${variant.name}/float`, float),
      modelFiles(`${variant.name}/chosen`, model),
      { [`${variant.name}/precisions.json`]: artefactJson({ formatVersion: artefactFormatVersion, trials }) },
      ...finished.map((each) => modelFiles(`${variant.name}/${each.name}`, each.model)),
    ]),
  };
}

function noneWorked(variant: string, trials: readonly PrecisionTrial[]): CodesignError {
  const first = trials.find((trial) => !trial.ok);
  const error = first && !first.ok ? first.error : 'none was tried';
  return new CodesignError(
    'qat.failed',
    `No precision worked for the variant ${variant}; the first: ${error}`,
  );
}
