import { CodesignError } from '@nx-codesign/ir';
import { budgetLadder, successiveHalving, type Outcome } from '@nx-codesign/search';
import type { TrainingSettings } from '@nx-codesign/train';
import type { LocalSearchSlice } from '../config/slices/localSearch';
import { taskMetrics } from '../metrics/taskMetric';
import type { Costs } from '../records/costs';
import type { SearchVariant } from '../records/variants';
import type { Workshop } from '../stages/workshop';
import { attempt } from '../trials/failures';
import { measureTrial } from '../trials/measureTrial';
import { measureOf, violationOf } from '../trials/policies';
import { deriveSeed } from '../trials/seeds';
import type { Trained } from '../trials/trainer';
import { trainingSettings } from '../trials/trainingSettings';
import { isMetric } from '../config/slices/search';
import type { Candidate } from './candidate';
import type { Home, TuningContext } from './home';

/** What became of a candidate: its training up to the last rung that it reached, or its failure, without losses. */
export interface Run extends Outcome {
  readonly candidate: Candidate;
  /** From 1. */
  readonly rung: number;
  readonly trained?: Trained;
  readonly error?: string;
  /** Of a moved network at the last rung. */
  readonly costs?: Costs;
  /** Where widths or sparsity were searched: those of a moved network. */
  readonly precision?: SearchVariant['searched'];
  /** By how much it costs too much. */
  readonly excess?: number;
}

/**
 * Trains a batch of candidates by successive halving: survivors continue, they do not restart. One run per candidate, in
 * their order.
 */
export async function runBatch(
  context: TuningContext,
  workshop: Workshop,
  { home, candidates }: { readonly home: Home; readonly candidates: readonly Candidate[] },
): Promise<Run[]> {
  const { rungs, reduction } = context.config.localSearch;
  const climbs = await successiveHalving<Run>(candidates.length, {
    rungs,
    reduction,
    evaluate: async (position, rung, before) => {
      const run = { candidate: candidates[position], rung: rung + 1, trained: before?.trained };
      const reached = await trainTo(context, workshop, run);
      if (rung + 1 === rungs) context.progress.advance(1);
      return reached;
    },
  });
  const ended = climbs.filter(({ rung }) => rung + 1 < rungs).length;
  if (ended > 0) context.progress.advance(ended);
  return Promise.all(climbs.map(({ result }) => withCosts(context, workshop, { home, run: result })));
}

async function trainTo(
  { config }: TuningContext,
  { trainer }: Workshop,
  { candidate, rung, trained: from }: Pick<Run, 'candidate' | 'rung' | 'trained'>,
): Promise<Run> {
  const settings = settingsOf(config, candidate);
  const until = endOfRung(config.localSearch, settings.epochs, rung);
  const outcome = await attempt('local-search', () =>
    trainer.train({ ...candidate.start, settings }, { until, ...(from && { from }) }),
  );
  if (!outcome.ok) return { candidate, rung, error: outcome.error };
  return { candidate, rung, trained: outcome, losses: [taskMetrics[config.task].lossOf(outcome.metric)] };
}

/** Epochs after which a rung, from 1, of a training ends; of a short training the first rungs are one. */
export function endOfRung(
  { rungs, reduction }: Pick<LocalSearchSlice, 'rungs' | 'reduction'>,
  epochs: number,
  rung: number,
): number {
  const ends = budgetLadder({ budget: epochs, rungs, reduction });
  return ends[Math.max(0, rung - 1 - (rungs - ends.length))];
}

/** The searched settings, and those that the slice fixes for all trials. */
export function settingsOf(
  { localSearch, task, seed }: TuningContext['config'],
  { settings }: Pick<Candidate, 'settings'>,
): TrainingSettings {
  const { optimizer, momentum, l1, l2, clipNorm, classWeights, earlyStop } = localSearch;
  const fixed = { optimizer, momentum, l1, l2, clipNorm, classWeights, earlyStop };
  return trainingSettings(
    { ...fixed, ...settings },
    { task, keep: 'best', seed: deriveSeed(seed, 'local-training') },
  );
}

/** A moved network that reached the last rung is measured as the search's were. */
async function withCosts(
  { config }: TuningContext,
  workshop: Workshop,
  { home, run }: { readonly home: Home; readonly run: Run },
): Promise<Run> {
  const { candidate, trained, rung } = run;
  if (!trained || rung < config.localSearch.rungs || candidate.moves.length === 0) return run;
  const { seed, task } = config;
  const proposal = { network: candidate.start.network, genotype: candidate.architecture };
  const measured = await attempt('local-search', async () => {
    const study = { seed, task, search: home.searched };
    const measures = await measureTrial(study, workshop, { proposal, folds: [trained] });
    return 'error' in measures ? { ok: false as const, ...measures } : { ok: true as const, ...measures };
  });
  if (!measured.ok) return { candidate, rung, error: measured.error };
  const { metric, costs, precision } = measured;
  const excess = excessOf({ metric, costs }, home, config.localSearch.growth);
  return { ...run, costs, ...(precision && { precision }), ...(excess > 0 && { excess }) };
}

/**
 * What a network exceeds: the constraints of the search, by the metric that it has with the widths and zeros of the
 * search where these were searched, and the costs of the network that it was moved from.
 */
export function excessOf(
  measured: { readonly metric: number; readonly costs: Costs },
  { variant, searched }: Pick<Home, 'variant' | 'searched'>,
  growth: number,
): number {
  const before = { metric: variant.validation.float, costs: variant.assumed };
  const grown = searched.objectives
    .filter((name) => !isMetric(name))
    .map((name) => Math.max(0, measureOf(measured, name) / (measureOf(before, name) * (1 + growth)) - 1));
  return grown.reduce((sum, part) => sum + part, violationOf(measured, searched.constraints));
}

/** Of a run that a trial record is made of. Throws if there is none: a fault of the program. */
export function errorOf({ error }: Run): string {
  if (error !== undefined) return error;
  throw new CodesignError('local-search.run', 'A run has neither weights nor an error');
}
