import { CodesignError } from '@nx-codesign/ir';
import { readModel, type Model } from '../artefacts/networkFiles';
import type { PrunedVariant } from '../records/variants';
import { createPool } from '../threads/pool';
import { readSplits } from '../stages/dataSets';
import type { StageContext } from '../stages/stage';

type Untested = Omit<PrunedVariant, 'test' | 'engineCheck'>;

/**
 * The one place that measures on the test split: metric of the float, quantised and pruned networks, and the
 * training engine against the interpreter, integer for integer. Throws `prune.engineMismatch` if they differ.
 */
export async function lastEvaluation(
  context: StageContext,
  candidates: readonly { readonly variant: Untested; readonly model: Model }[],
): Promise<PrunedVariant[]> {
  const setup = readSplits(context.reader, ['test']);
  const pool = createPool({ size: context.workers, setup, signal: context.signal });
  try {
    return await Promise.all(
      candidates.map(async ({ variant, model }) => {
        const [float, quantized, pruned, engineCheck] = await Promise.all([
          pool.run('testMetric', readModel(context.reader, 'qat', `${variant.name}/float`)),
          pool.run('testMetric', readModel(context.reader, 'qat', `${variant.name}/chosen`)),
          pool.run('testMetric', model),
          pool.run('compareEngine', model),
        ]);
        if (engineCheck.mismatches > 0) throw disagreement(variant.name, engineCheck);
        return { ...variant, test: { float, quantized, pruned }, engineCheck };
      }),
    );
  } finally {
    await pool.close();
  }
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
