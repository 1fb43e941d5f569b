import { artefactJson } from '../artefacts/json';
import { modelFiles } from '../artefacts/networkFiles';
import { createProgress } from '../progress/progress';
import { artefactFormatVersion } from '../records/schema';
import type { QuantizedVariant } from '../records/variants';
import { lastEvaluation } from '../evaluation/lastEvaluation';
import { evaluationTable } from '../tables/evaluationTable';
import { metricTable, pathTable } from '../tables/pruningTables';
import { counted } from '../tables/table';
import { pruneVariant, stepsOf } from '../pruning/pruneVariant';
import type { Stage } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';
import { inWorkshop } from './workshop';

/** Removes units step by step, takes the cheapest network within the loss, and reads the test split once. */
export const prune: Stage = async (context) => {
  const variants = readVariants<QuantizedVariant>(context.reader, 'qat');
  const pruned = await inWorkshop(context, (workshop) => {
    const progress = createProgress({ ...context, unit: 'steps', total: variants.length * stepsOf(context) });
    return Promise.all(variants.map((variant) => pruneVariant({ ...context, progress }, workshop, variant)));
  });
  const evaluated = await lastEvaluation(context, pruned);
  const { task } = context.config;
  const tested = evaluated.map(({ variant }) => variant);
  const evaluations = evaluated.map(({ variant: { name }, evaluation }) => ({ name, evaluation }));
  return {
    artefacts: mergeArtefacts([
      variantsFile(tested),
      ...evaluations.map(({ name, evaluation }) => ({
        [`${name}/evaluation.json`]: artefactJson({ formatVersion: artefactFormatVersion, ...evaluation }),
      })),
      ...pruned.map(({ variant: { name }, model, path, failure }) => ({
        ...modelFiles(name, model),
        [`${name}/path.json`]: artefactJson({ formatVersion: artefactFormatVersion, path, failure }),
      })),
    ]),
    summary: `${counted(variants.length, 'variant')} pruned; engine and interpreter agree on ${counted(tested[0].engineCheck.vectors, 'test sample')}`,
    tables: [pathTable(pruned, task), metricTable(tested, task), evaluationTable(evaluations, task)],
  };
};
