import { CodesignError } from '@nx-codesign/ir';
import { readModel, type Model } from '../artefacts/networkFiles';
import type { VariantEvaluation } from '../records/evaluation';
import type { PrunedVariant } from '../records/variants';
import { createPool, type Pool } from '../threads/pool';
import { readDescription, readSplits } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';
import { deriveSeed } from '../trials/seeds';

type Untested = Omit<PrunedVariant, 'test' | 'engineCheck'>;

/** A variant that nothing more is decided of, and what was measured on the test split. */
export interface EvaluatedVariant {
  readonly variant: PrunedVariant;
  readonly evaluation: VariantEvaluation;
}

/**
 * The one place that measures on the test split: the float, quantised and pruned networks, and the training engine
 * against the interpreter, integer for integer. Throws `prune.engineMismatch` if they differ.
 */
export async function lastEvaluation(
  context: StageContext,
  candidates: readonly { readonly variant: Untested; readonly model: Model }[],
): Promise<EvaluatedVariant[]> {
  const setup = { ...readSplits(context.reader, ['test']), engine: context.config.engine };
  const pool = createPool({ size: context.workers, setup, signal: context.signal, onWork: context.onWork });
  try {
    return await Promise.all(candidates.map((candidate) => evaluateVariant(context, pool, candidate)));
  } finally {
    await pool.close();
  }
}

async function evaluateVariant(
  { config, reader }: StageContext,
  pool: Pool,
  { variant, model }: { readonly variant: Untested; readonly model: Model },
): Promise<EvaluatedVariant> {
  const shared = {
    options: config.evaluation,
    classNames: classNamesOf(readDescription(reader)),
    // The same resamples and perturbations for all networks: their differences are not those of the draws.
    seed: deriveSeed(config.seed, 'evaluation'),
  };
  const evaluate = (network: Model) => pool.run('evaluateNetwork', { ...network, ...shared });
  const [float, quantized, pruned, engineCheck] = await Promise.all([
    evaluate(readModel(reader, 'qat', `${variant.name}/float`)),
    evaluate(readModel(reader, 'qat', `${variant.name}/chosen`)),
    evaluate(model),
    pool.run('compareEngine', model),
  ]);
  if (engineCheck.mismatches > 0) throw disagreement(variant.name, engineCheck);
  const test = { float: float.metric, quantized: quantized.metric, pruned: pruned.metric };
  return { variant: { ...variant, test, engineCheck }, evaluation: { float, quantized, pruned } };
}

/** Names of the classes; their numbers where the source has none. */
function classNamesOf({ classes = 0, classNames }: ReturnType<typeof readDescription>): string[] {
  return Array.from({ length: classes }, (_, label) => classNames?.[label] ?? String(label));
}

function disagreement(
  name: string,
  { engine, vectors, mismatches }: PrunedVariant['engineCheck'],
): CodesignError {
  return new CodesignError(
    'prune.engineMismatch',
    `Variant ${name}: the engine ${engine} and the integer interpreter differ in ${mismatches} of ${vectors} test samples; they must agree exactly. This is a fault of nx-codesign: please report it`,
  );
}
