import { jsonLine } from '../artefacts/json';
import { modelFiles } from '../artefacts/networkFiles';
import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import { createProgress } from '../progress/progress';
import type { SearchVariant } from '../records/variants';
import { counted, type Table } from '../tables/table';
import { tuneVariant, type Tuned } from '../tuning/tuneVariant';
import type { Stage } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';
import { inWorkshop } from './workshop';

/**
 * Trains each variant on from the search's weights, under settings and with small moves of its architecture that TPE
 * proposes; validation data only.
 */
export const localSearch: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const variants = readVariants<SearchVariant>(context.reader, 'search');
    const { trials } = context.config.localSearch;
    const total = variants.length * trials;
    const progress = createProgress({ ...context, unit: 'trials', total });
    const tuned = await Promise.all(
      variants.map((variant) => tuneVariant({ ...context, progress }, workshop, variant)),
    );
    return {
      artefacts: mergeArtefacts([
        variantsFile(tuned.map(({ variant }) => variant)),
        ...tuned.map(({ variant, model, trials: records }) => ({
          ...modelFiles(variant.name, model),
          [`${variant.name}/trials.jsonl`]: records.map(jsonLine).join(''),
        })),
      ]),
      summary: `${counted(total, 'trial')} for ${counted(variants.length, 'variant')}`,
      tables: [tuningTable(variants, tuned, context.config.task)],
    };
  });

function tuningTable(before: readonly SearchVariant[], tuned: readonly Tuned[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  return {
    title: 'Local search (validation samples, float; spread: standard deviation of repeated trainings)',
    columns: [
      'variant',
      `search ${heading}`,
      `tuned ${heading}`,
      'spread',
      'moves',
      'learning rate',
      'weight decay',
      'batch',
      'epochs',
      'schedule',
    ],
    rows: tuned.map(({ variant: { name, validation, training, moves, repeats } }, index) => [
      name,
      text(before[index].validation.float),
      text(validation.float),
      text(repeats?.deviation),
      moves?.join(' ') || '-',
      training?.learningRate.toExponential(1) ?? '-',
      training?.weightDecay.toExponential(1) ?? '-',
      training ? String(training.batchSize) : '-',
      training ? String(training.epochs) : '-',
      training?.schedule ?? '-',
    ]),
  };
}
