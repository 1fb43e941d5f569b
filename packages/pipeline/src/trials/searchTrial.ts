import type { Network, Weights } from '@nx-codesign/ir';
import type { Genotype, Outcome } from '@nx-codesign/search';
import type { TrainingSettings } from '@nx-codesign/train';
import type { Model } from '../artefacts/networkFiles';
import type { CodesignConfig } from '../config/schema';
import { chosenTraining } from '../families/trainingGenes';
import type { SearchTrial } from '../records/trials';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { attempt } from './failures';
import { ladderOf, wholeTraining } from './fidelity';
import { lossesOf, violationOf } from './policies';
import { deriveSeed, shortHash } from './seeds';
import type { Trained, TrainingOutcome } from './trainer';
import { trainingSettings } from './trainingSettings';

/** A network that the sampler proposes. */
export interface Proposal {
  readonly trial: number;
  readonly genotype: Genotype;
  readonly network: Network;
  /** What its training starts from; initial weights if absent. */
  readonly weights?: Weights;
}

export interface TrialOutcome {
  readonly record: SearchTrial;
  /** The trained float network; absent if the trial failed. */
  readonly model?: Model;
}

/** A trial after a rung: what is compared of it, and what its training goes on from, one per fold. */
export interface Reached extends TrialOutcome, Outcome {
  readonly trained?: readonly Trained[];
}

interface Step {
  readonly proposal: Proposal;
  /** From 0. */
  readonly rung: number;
  readonly before?: Pick<Reached, 'trained'>;
}

/**
 * Trains a network as floats up to the end of a rung, rounds it to the assumed widths, counts and estimates its
 * costs. What fails is a record with its reason.
 */
export async function reach(context: StageContext, workshop: Workshop, step: Step): Promise<Reached> {
  const { trial, genotype, network } = step.proposal;
  const identity = { trial, network: shortHash(network), genotype };
  const result = await attempt('search', async () => {
    const trained = await trainFolds(context, workshop, step);
    return 'error' in trained
      ? { ok: false as const, stage: 'search', error: trained.error }
      : {
          ok: true as const,
          trained: trained.folds,
          ...(await measured(context, workshop, { ...step, ...trained })),
        };
  });
  if (!result.ok) return { record: { ...identity, ...result } };
  const { trained, measures } = result;
  const { objectives } = context.config.search;
  return {
    model: { network, weights: trained[0].weights },
    trained,
    losses: lossesOf(measures, objectives),
    ...(measures.violation && { violation: measures.violation }),
    record: { ...identity, ok: true, ...measures },
  };
}

async function trainFolds(
  { config }: StageContext,
  { trainer }: Workshop,
  { proposal: { network, weights, genotype }, rung, before }: Step,
): Promise<{ folds: Trained[] } | { error: string }> {
  const { epochs } = ladderOf(config.search);
  const request = { network, settings: settingsOf(config, genotype), ...(weights && { weights }) };
  const trainFold = (fold: number): Promise<TrainingOutcome> => {
    const from = before?.trained?.[fold];
    // It ended before its rung did.
    if (from && from.epochs.length < epochs[rung - 1]) return Promise.resolve(from);
    const pause = epochs.length > 1 ? { until: epochs[rung], ...(from && { from }) } : undefined;
    return trainer.train({ ...request, ...(fold > 0 && { fold }) }, pause);
  };
  const outcomes = await Promise.all(
    Array.from({ length: config.search.folds }, (_, fold) => trainFold(fold)),
  );
  const failed = outcomes.find((outcome) => !outcome.ok);
  return failed && !failed.ok ? { error: failed.error } : { folds: outcomes as Trained[] };
}

async function measured(
  { config: { search } }: StageContext,
  { pool }: Workshop,
  { proposal: { network }, rung, folds }: Step & { readonly folds: readonly Trained[] },
) {
  const { part, clockPeriodNs, ...precision } = search.assume;
  const [{ weights }] = folds;
  const device = { part, clockPeriodNs };
  const rounded = await pool.run('roundModel', { network, weights, ...precision, device });
  const foldMetrics = folds.map(({ metric }) => metric);
  const metric = foldMetrics.reduce((sum, each) => sum + each, 0) / folds.length;
  const violation = violationOf({ metric, costs: rounded.costs }, search.constraints);
  return {
    measures: {
      metric,
      ...(folds.length > 1 && { foldMetrics }),
      roundedMetric: rounded.metric,
      costs: rounded.costs,
      epochs: folds.reduce((sum, { epochs }) => sum + epochs.length, 0),
      ...(search.fidelity && { rung: rung + 1 }),
      ...(violation > 0 && { violation }),
    },
  };
}

function settingsOf({ search, seed, task }: CodesignConfig, genotype: Genotype): TrainingSettings {
  const slice = { ...wholeTraining(search), ...chosenTraining(genotype) };
  return trainingSettings(slice, { task, keep: 'last', seed: deriveSeed(seed, 'training') });
}
