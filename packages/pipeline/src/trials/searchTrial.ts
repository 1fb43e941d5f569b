import type { Network } from '@nx-codesign/ir';
import type { Genotype } from '@nx-codesign/search';
import type { TrainingSettings } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { CodesignConfig } from '../config/schema';
import { chosenTraining } from '../families/trainingGenes';
import type { Progress } from '../progress/progress';
import type { SearchTrial } from '../records/trials';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { taskMetrics } from '../metrics/taskMetric';
import { attempt } from './failures';
import { violationOf } from './policies';
import { deriveSeed, shortHash } from './seeds';
import { trainingSettings } from './trainingSettings';

/** A network that the sampler proposes. */
export interface Proposal {
  readonly trial: number;
  readonly genotype: Genotype;
  readonly network: Network;
}

export interface TrialOutcome {
  readonly record: SearchTrial;
  /** The trained float network; absent if the trial failed. */
  readonly model?: Model;
}

export interface TrialContext extends StageContext {
  readonly progress: Progress;
  /** The best metric so far. */
  readonly best: { metric?: number };
}

/** Trains a network as floats, rounds it to the assumed widths, counts and estimates its costs. */
export async function runTrial(
  context: TrialContext,
  workshop: Workshop,
  proposal: Proposal,
): Promise<TrialOutcome> {
  const { trial, genotype, network } = proposal;
  const { assume, constraints } = context.config.search;
  const identity = { trial, network: shortHash(network), genotype };
  const outcome = await attempt('search', async (): Promise<TrialOutcome> => {
    const trained = await workshop.trainer.train({ network, settings: settingsOf(context.config, genotype) });
    if (!trained.ok) return { record: { ...identity, ok: false, stage: 'search', error: trained.error } };
    const model = { network, weights: trained.weights };
    const { part, clockPeriodNs, ...precision } = assume;
    const rounded = await workshop.pool.run('roundModel', {
      ...model,
      ...precision,
      device: { part, clockPeriodNs },
    });
    const measured = { metric: trained.metric, costs: rounded.costs };
    const violation = violationOf(measured, constraints);
    return {
      model,
      record: {
        ...identity,
        ok: true,
        metric: trained.metric,
        roundedMetric: rounded.metric,
        costs: rounded.costs,
        ...(violation > 0 && { violation }),
      },
    };
  });
  const result: TrialOutcome = 'record' in outcome ? outcome : { record: { ...identity, ...outcome } };
  noteBest(context, result.record);
  return result;
}

function noteBest({ best, progress, config }: TrialContext, record: SearchTrial): void {
  const { heading, isBetter, text } = taskMetrics[config.task];
  if (record.ok && (best.metric === undefined || isBetter(record.metric, best.metric)))
    best.metric = record.metric;
  progress.advance(1, `best ${heading} ${text(best.metric)}`);
}

function settingsOf(
  { search: { training }, seed, task }: CodesignConfig,
  genotype: Genotype,
): TrainingSettings {
  const slice = { ...training, ...chosenTraining(genotype) };
  return trainingSettings(slice, { task, keep: 'last', seed: deriveSeed(seed, 'training') });
}
