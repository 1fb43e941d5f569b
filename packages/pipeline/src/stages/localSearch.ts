import type { Task } from '../config/task';
import { taskMetrics } from '../metrics/taskMetric';
import { jsonLine } from '../artefacts/json';
import { modelFiles, readModel, type Model } from '../artefacts/networkFiles';
import type { LocalTrial, TunedSettings } from '../records/trials';
import type { SearchVariant, TunedVariant } from '../records/variants';
import { createProgress, type Progress } from '../progress/progress';
import { counted, type Table } from '../tables/table';
import { attempt } from '../trials/failures';
import { deriveSeed } from '../trials/seeds';
import { localSampler } from '../trials/studySamplers';
import { trainingSettings } from '../trials/trainingSettings';
import type { Stage, StageContext } from './stage';
import { mergeArtefacts, readVariants, variantsFile } from './variants';
import { inWorkshop, type Workshop } from './workshop';

interface Tuned {
  readonly variant: TunedVariant;
  readonly model: Model;
  readonly trials: readonly LocalTrial[];
}

interface TuningContext extends StageContext {
  readonly progress: Progress;
}

/** Trains each variant on from the search's weights, under settings that TPE proposes; validation data only. */
export const localSearch: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const variants = readVariants<SearchVariant>(context.reader, 'search');
    const total = variants.length * context.config.localSearch.trials;
    const progress = createProgress({ ...context, unit: 'trials', total });
    const tuned = await Promise.all(
      variants.map((variant) => tune({ ...context, progress }, workshop, variant)),
    );
    return {
      artefacts: mergeArtefacts([
        variantsFile(tuned.map(({ variant }) => variant)),
        ...tuned.map(({ variant, model, trials }) => ({
          ...modelFiles(variant.name, model),
          [`${variant.name}/trials.jsonl`]: trials.map(jsonLine).join(''),
        })),
      ]),
      summary: `${counted(total, 'training run')} for ${counted(variants.length, 'variant')}`,
      tables: [tuningTable(variants, tuned, context.config.task)],
    };
  });

async function tune(context: TuningContext, workshop: Workshop, variant: SearchVariant): Promise<Tuned> {
  const { localSearch: slice } = context.config;
  const start = readModel(context.reader, 'search', `front/${variant.trial}`);
  const sampler = localSampler(context.config, variant.network);
  const { isBetter } = taskMetrics[context.config.task];
  const trials: LocalTrial[] = [];
  let best: Omit<Tuned, 'trials'> = { variant, model: start };
  while (trials.length < slice.trials) {
    const genotypes = sampler.ask(Math.min(slice.batch, slice.trials - trials.length));
    if (genotypes.length === 0) break;
    const first = trials.length + 1;
    const outcomes = await Promise.all(
      genotypes.map((genotype, index) =>
        runTrial(context, workshop, {
          start,
          trial: first + index,
          settings: genotype as unknown as TunedSettings,
        }),
      ),
    );
    sampler.tell(
      outcomes.map(({ record }, index) => ({
        genotype: genotypes[index],
        ...(record.ok && { losses: [taskMetrics[context.config.task].lossOf(record.metric)] }),
      })),
    );
    for (const { record, model } of outcomes) {
      trials.push(record);
      if (!record.ok || !model || !isBetter(record.metric, best.variant.validation.float)) continue;
      const validation = { float: record.metric };
      best = { variant: { ...variant, validation, training: record.settings }, model };
    }
  }
  return { ...best, trials };
}

async function runTrial(
  { config: { seed, task }, progress }: TuningContext,
  { trainer }: Workshop,
  { start, trial, settings }: { start: Model; trial: number; settings: TunedSettings },
): Promise<{ record: LocalTrial; model?: Model }> {
  const outcome = await attempt('local-search', () =>
    trainer.train({
      ...start,
      settings: trainingSettings(settings, { task, keep: 'best', seed: deriveSeed(seed, 'local-training') }),
    }),
  );
  progress.advance(1);
  if (!outcome.ok)
    return { record: { trial, settings, ok: false, stage: 'local-search', error: outcome.error } };
  const { metric, epochs, weights } = outcome;
  const bestEpoch = epochs.find(({ validationMetric }) => validationMetric === metric)?.epoch;
  return {
    record: { trial, settings, ok: true, metric, ...(bestEpoch && { bestEpoch }) },
    model: { network: start.network, weights },
  };
}

function tuningTable(before: readonly SearchVariant[], tuned: readonly Tuned[], task: Task): Table {
  const { heading, text } = taskMetrics[task];
  return {
    title: 'Local search (validation samples, float)',
    columns: [
      'variant',
      `search ${heading}`,
      `tuned ${heading}`,
      'learning rate',
      'weight decay',
      'batch',
      'epochs',
    ],
    rows: tuned.map(({ variant: { name, validation, training } }, index) => [
      name,
      text(before[index].validation.float),
      text(validation.float),
      training?.learningRate.toExponential(1) ?? '-',
      training?.weightDecay.toExponential(1) ?? '-',
      training ? String(training.batchSize) : '-',
      training ? String(training.epochs) : '-',
    ]),
  };
}
