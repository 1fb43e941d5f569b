import type { Network, Weights } from '@nx-codesign/ir';
import type { Genotype, Outcome } from '@nx-codesign/search';
import type { Model } from '../artefacts/networkFiles';
import type { CodesignConfig } from '../config/schema';
import type { SearchTrial } from '../records/trials';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { attempt } from './failures';
import { foldsAt, ladderOf } from './fidelity';
import { measureTrial, measuringEpochs } from './measureTrial';
import { lossesOf, violationOf } from './policies';
import { searchSettings } from './searchSettings';
import { shortHash } from './seeds';
import type { Trained, TrainingOutcome } from './trainer';

/** A network that the sampler proposes. */
export interface Proposal {
  readonly trial: number;
  readonly genotype: Genotype;
  readonly network: Network;
  /** What its training starts from in each fold; initial weights if absent. */
  readonly starts?: readonly Weights[];
}

export interface TrialOutcome {
  readonly record: SearchTrial;
  /** The trained float network, of the first fold; absent if the trial failed. */
  readonly model?: Model;
  /** The trained weights of every fold, for those that inherit them. */
  readonly foldWeights?: readonly Weights[];
  /** What its training started from, where it inherited; without `starts` from initial weights. */
  readonly startedFrom?: Pick<Proposal, 'starts'>;
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
 * Trains a network as floats up to the end of a rung and measures it, see `measureTrial`. What fails is a record with its
 * reason.
 */
export async function reach(context: StageContext, workshop: Workshop, step: Step): Promise<Reached> {
  const { trial, genotype, network } = step.proposal;
  const identity = { trial, network: shortHash(network), genotype };
  const result = await attempt('search', async () => {
    const trained = await trainFolds(context, workshop, step);
    if ('error' in trained) return failed(trained.error);
    const measures = await measureTrial(context.config, workshop, { ...step, ...trained });
    if ('error' in measures) return failed(measures.error);
    return { ok: true as const, trained: trained.folds, measures };
  });
  if (!result.ok) return { record: { ...identity, ...result } };
  const { trained, measures } = result;
  const { search } = context.config;
  const violation = violationOf(measures, search.constraints);
  return {
    model: { network, weights: trained[0].weights },
    trained,
    losses: lossesOf(measures, search.objectives),
    ...(violation > 0 && { violation }),
    record: {
      ...identity,
      ok: true,
      ...measures,
      epochs: epochsOf(search, step, trained),
      ...(search.fidelity && { rung: step.rung + 1 }),
      ...(violation > 0 && { violation }),
    },
  };
}

function failed(error: string) {
  return { ok: false as const, stage: 'search', error };
}

/** Passes over the training samples, those of the measurements at the rungs so far included. */
function epochsOf(search: CodesignConfig['search'], { rung }: Step, folds: readonly Trained[]): number {
  const foldsSoFar = Array.from({ length: rung + 1 }, (_, each) => foldsAt(search, each));
  const measuring = foldsSoFar.reduce((sum, count) => sum + count, 0) * measuringEpochs(search);
  return folds.reduce((sum, { epochs }) => sum + epochs.length, measuring);
}

async function trainFolds(
  { config }: StageContext,
  { trainer }: Workshop,
  { proposal: { network, starts, genotype }, rung, before }: Step,
): Promise<{ folds: Trained[] } | { error: string }> {
  const { epochs } = ladderOf(config.search);
  const request = { network, settings: searchSettings(config, genotype) };
  const trainFold = (fold: number): Promise<TrainingOutcome> => {
    const from = before?.trained?.[fold];
    // It ended before its rung did.
    if (from && from.epochs.length < epochs[rung - 1]) return Promise.resolve(from);
    const pause = epochs.length > 1 ? { until: epochs[rung], ...(from && { from }) } : undefined;
    const weights = starts?.[fold];
    return trainer.train({ ...request, ...(weights && { weights }), ...(fold > 0 && { fold }) }, pause);
  };
  const outcomes = await Promise.all(
    Array.from({ length: foldsAt(config.search, rung) }, (_, fold) => trainFold(fold)),
  );
  const failed = outcomes.find((outcome) => !outcome.ok);
  return failed && !failed.ok ? { error: failed.error } : { folds: outcomes as Trained[] };
}
