import type { CodesignConfig } from '../config/schema';
import { createProgress } from '../progress/progress';
import { quantizeVariant } from '../quantization/quantizeVariant';
import type { Precision } from '../records/costs';
import type { TunedVariant } from '../records/variants';
import { precisionTable } from '../tables/precisionTable';
import { counted } from '../tables/table';
import type { Stage } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';
import { inWorkshop } from './workshop';

/** Retrains each variant at each precision with its rounding in the loop, and takes the cheapest within the loss. */
export const qat: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const variants = readVariants<TunedVariant>(context.reader, 'local-search');
    const precisions = precisionsOf(context.config.qat);
    const progress = createProgress({
      ...context,
      unit: 'precisions',
      total: variants.length * precisions.length,
    });
    const results = await Promise.all(
      variants.map((variant) => quantizeVariant({ ...context, progress }, workshop, { variant, precisions })),
    );
    return {
      artefacts: mergeArtefacts([
        variantsFile(results.map(({ variant }) => variant)),
        ...results.map(({ artefacts }) => artefacts),
      ]),
      summary: `${counted(variants.length, 'variant')} at ${counted(precisions.length, 'precision')}`,
      tables: [precisionTable(results, context.config.task)],
    };
  });

function precisionsOf({ weightBits, activationBits }: CodesignConfig['qat']): Precision[] {
  return weightBits.flatMap((weight) =>
    activationBits.map((activation) => ({ weightBits: weight, activationBits: activation })),
  );
}
