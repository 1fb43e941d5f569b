import { createProgress } from '../progress/progress';
import { givenPrecisions } from '../quantization/precisions';
import { quantizeVariant } from '../quantization/quantizeVariant';
import type { TunedVariant } from '../records/variants';
import { precisionTable } from '../tables/precisionTable';
import { counted } from '../tables/table';
import type { Stage } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';
import { inWorkshop } from './workshop';

/** Retrains each variant at each precision with its rounding in the loop, learns widths, and chooses one of them. */
export const qat: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const variants = readVariants<TunedVariant>(context.reader, 'local-search');
    const precisions = givenPrecisions(context.config.qat);
    const count = precisions.length + context.config.qat.learned.strengths.length;
    const progress = createProgress({
      ...context,
      unit: 'precisions',
      total: variants.length * count,
    });
    const results = await Promise.all(
      variants.map((variant) => quantizeVariant({ ...context, progress }, workshop, { variant, precisions })),
    );
    return {
      artefacts: mergeArtefacts([
        variantsFile(results.map(({ variant }) => variant)),
        ...results.map(({ artefacts }) => artefacts),
      ]),
      summary: `${counted(variants.length, 'variant')} at ${counted(count, 'precision')}`,
      tables: [precisionTable(results, context.config.task)],
    };
  });
