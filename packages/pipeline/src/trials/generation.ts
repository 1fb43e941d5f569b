import { successiveHalving } from '@nx-codesign/search';
import { taskMetrics } from '../metrics/taskMetric';
import type { Progress } from '../progress/progress';
import type { StageContext } from '../stages/stage';
import type { Workshop } from '../stages/workshop';
import { ladderOf } from './fidelity';
import { reach, type Proposal, type Reached, type TrialOutcome } from './searchTrial';

export interface TrialContext extends StageContext {
  readonly progress: Progress;
  /** The best metric so far. */
  readonly best: { metric?: number };
  readonly tally: Tally;
}

/** What a search did, as a fact of this run; times in milliseconds since its start. */
export interface Tally {
  /** Training runs up to the end of a rung, of all folds. */
  trainings: number;
  /** Those of them that the journal answered for. */
  reused: number;
  /** The end of each generation: trials so far, wall time, and CPU time of all threads of this process. */
  readonly course: { readonly trials: number; readonly wallMs: number; readonly cpuMs: number }[];
}

/** Runs the trials of one generation side by side, by successive halving where the study asks for it; in their order. */
export async function runGeneration(
  context: TrialContext,
  workshop: Workshop,
  proposals: readonly Proposal[],
): Promise<TrialOutcome[]> {
  const { epochs, reduction } = ladderOf(context.config.search);
  const last = epochs.length - 1;
  const climbs = await successiveHalving<Reached>(proposals.length, {
    rungs: epochs.length,
    reduction,
    evaluate: async (position, rung, before) => {
      const reached = await reach(context, workshop, { proposal: proposals[position], rung, before });
      note(context, reached);
      if (rung === last) advance(context, 1);
      return reached;
    },
  });
  const ended = climbs.filter(({ rung }) => rung < last).length;
  if (ended > 0) advance(context, ended);
  const { inheritance } = context.config.search;
  return climbs.map(({ result: { record, model, trained } }, position) => ({
    record,
    ...(inheritance && { startedFrom: startOf(proposals[position]) }),
    ...(model && { model }),
    ...(trained && trained.length > 1 && { foldWeights: trained.map(({ weights }) => weights) }),
  }));
}

function note({ best, tally, config }: TrialContext, { record, trained = [] }: Reached): void {
  tally.trainings += trained.length;
  tally.reused += trained.filter(({ reused }) => reused).length;
  const { isBetter } = taskMetrics[config.task];
  if (record.ok && (best.metric === undefined || isBetter(record.metric, best.metric)))
    best.metric = record.metric;
}

function advance({ best, progress, config }: TrialContext, trials: number): void {
  const { heading, text } = taskMetrics[config.task];
  progress.advance(trials, `best ${heading} ${text(best.metric)}`);
}

function startOf({ starts }: Proposal): Pick<Proposal, 'starts'> {
  return starts ? { starts } : {};
}
