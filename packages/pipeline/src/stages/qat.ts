import { createProgress } from '../progress/progress';
import { precisionsOf } from '../quantization/precisions';
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
    const { qat: slice } = context.config;
    const given = variants.map((variant) => precisionsOf(slice, variant));
    const total = given.reduce((sum, { length }) => sum + length + slice.learned.strengths.length, 0);
    const progress = createProgress({ ...context, unit: 'precisions', total });
    const results = await Promise.all(
      variants.map((variant, index) =>
        quantizeVariant({ ...context, progress }, workshop, { variant, precisions: given[index] }),
      ),
    );
    return {
      artefacts: mergeArtefacts([
        variantsFile(results.map(({ variant }) => variant)),
        ...results.map(({ artefacts }) => artefacts),
      ]),
      summary: `${counted(variants.length, 'variant')}, ${counted(total, 'precision')}`,
      tables: [precisionTable(results, context.config.task)],
    };
  });
