import { CodesignError } from '@nx-codesign/ir';
import type { TrainingSettings } from '@nx-codesign/train';
import { taskMetrics } from '../metrics/taskMetric';
import type { Costs } from '../records/costs';
import type { Workshop } from '../stages/workshop';
import { attempt } from '../trials/failures';
import { measureOf, violationOf } from '../trials/policies';
import { deriveSeed } from '../trials/seeds';
import type { Trained } from '../trials/trainer';
import { trainingSettings } from '../trials/trainingSettings';
import { isMetric } from '../config/slices/search';
import type { Candidate } from './candidate';
import { epochsOfRung, survivorsOf } from './halving';
import type { Home, TuningContext } from './home';

/** What became of a candidate: its training up to the last rung that it reached, or its failure. */
export interface Run {
  readonly candidate: Candidate;
  readonly rung: number;
  readonly trained?: Trained;
  readonly error?: string;
  /** What a search minimises, of the trained weights; absent if it failed. */
  readonly loss?: number;
  /** Of a moved network at the last rung. */
  readonly costs?: Costs;
  /** By how much it costs too much. */
  readonly excess?: number;
}

/** Trains a batch of candidates by successive halving: survivors continue, they do not restart. One run per candidate, in their order. */
export async function runBatch(
  context: TuningContext,
  workshop: Workshop,
  { home, candidates }: { readonly home: Home; readonly candidates: readonly Candidate[] },
): Promise<Run[]> {
  const { rungs, reduction } = context.config.localSearch;
  const latest = new Map<Candidate, Run>();
  let climbing: Run[] = candidates.map((candidate) => ({ candidate, rung: 0 }));
  for (let rung = 1; rung <= rungs && climbing.length > 0; rung++) {
    const runs = await Promise.all(climbing.map((run) => trainTo(context, workshop, { run, rung })));
    runs.forEach((run) => latest.set(run.candidate, run));
    climbing = rung < rungs ? survivorsOf(runs, reduction) : runs;
    context.progress.advance(rung < rungs ? runs.length - climbing.length : runs.length);
  }
  return Promise.all(
    candidates.map((candidate) => withCosts(context, workshop, { home, run: latest.get(candidate)! })),
  );
}

async function trainTo(
  { config }: TuningContext,
  { trainer }: Workshop,
  { run, rung }: { readonly run: Run; readonly rung: number },
): Promise<Run> {
  const { candidate, trained: from } = run;
  const settings = settingsOf(config, candidate);
  const until = epochsOfRung(config.localSearch, settings.epochs, rung);
  const outcome = await attempt('local-search', () =>
    trainer.train({ ...candidate.start, settings }, { until, ...(from && { from }) }),
  );
  if (!outcome.ok) return { candidate, rung, error: outcome.error };
  return { candidate, rung, trained: outcome, loss: taskMetrics[config.task].lossOf(outcome.metric) };
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

/** A moved network that reached the last rung is measured as the search's were: rounded to the assumed widths. */
async function withCosts(
  { config }: TuningContext,
  { pool }: Workshop,
  { home, run }: { readonly home: Home; readonly run: Run },
): Promise<Run> {
  const { candidate, trained, rung } = run;
  if (!trained || rung < config.localSearch.rungs || candidate.moves.length === 0) return run;
  const { part, clockPeriodNs, ...precision } = home.searched.assume;
  const model = { network: candidate.start.network, weights: trained.weights };
  const rounded = await attempt('local-search', async () => ({
    ok: true as const,
    ...(await pool.run('roundModel', { ...model, ...precision, device: { part, clockPeriodNs } })),
  }));
  if (!rounded.ok) return { candidate, rung, error: rounded.error };
  const { costs } = rounded;
  const excess = excessOf({ metric: trained.metric, costs }, home, config.localSearch.growth);
  return { ...run, costs, ...(excess > 0 && { excess }) };
}

/** What a network exceeds: the constraints of the search, and the costs of the network that it was moved from. */
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
