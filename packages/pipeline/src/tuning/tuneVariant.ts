import type { Evaluated } from '@nx-codesign/search';
import type { Model } from '../artefacts/networkFiles';
import { taskMetrics } from '../metrics/taskMetric';
import type { LocalTrial } from '../records/trials';
import type { SearchVariant, TunedVariant } from '../records/variants';
import type { Workshop } from '../stages/workshop';
import { deriveSeed, shortHash } from '../trials/seeds';
import { localSampler } from '../trials/studySamplers';
import { trainingSettings } from '../trials/trainingSettings';
import { candidateOf } from './candidate';
import { firstProposal } from './firstProposal';
import { homeOf, type Home, type TuningContext } from './home';
import { repeatTraining } from './repeats';
import { errorOf, runBatch, settingsOf, type Run } from './runBatch';

export interface Tuned {
  readonly variant: TunedVariant;
  readonly model: Model;
  readonly trials: readonly LocalTrial[];
}

type Best = Omit<Tuned, 'trials'>;

/** Proposes settings and moves by TPE, trains them from the search's weights, and keeps the best that does not cost too much. */
export async function tuneVariant(
  context: TuningContext,
  workshop: Workshop,
  variant: SearchVariant,
): Promise<Tuned> {
  const { config } = context;
  const { trials: budget, batch, rungs } = config.localSearch;
  const home = homeOf(context, workshop, variant);
  const sampler = localSampler(config, {
    network: variant.network,
    moves: home.moves,
    initial: [firstProposal(config, home)],
  });
  const trials: LocalTrial[] = [];
  let best: Best = { variant, model: home.model };
  while (trials.length < budget) {
    const genotypes = sampler.ask(Math.min(batch, budget - trials.length));
    if (genotypes.length === 0) break;
    const first = trials.length + 1;
    const candidates = genotypes.map((genotype, index) =>
      candidateOf(home, config, { trial: first + index, genotype }),
    );
    const runs = await runBatch(context, workshop, { home, candidates });
    sampler.tell(runs.map((run, index) => ({ genotype: genotypes[index], ...judged(run, rungs) })));
    trials.push(...runs.map(recordOf));
    best = runs.reduce((so, run) => betterOf(context, so, run), best);
  }
  return { ...(await withRepeats(context, workshop, { home, best })), trials };
}

/** For the sampler: what did not reach the last rung or costs too much ranks behind what did not, by rung, then by loss. */
function judged({ losses, rung, excess = 0 }: Run, rungs: number): Omit<Evaluated, 'genotype'> {
  if (losses === undefined) return {};
  const violation = rung < rungs ? rungs - rung + 1 : Math.min(1, excess);
  return { losses, ...(violation > 0 && { violation }) };
}

function recordOf(run: Run): LocalTrial {
  const { candidate, trained, rung, costs, excess } = run;
  const { trial, settings, moves } = candidate;
  const identity = { trial, settings, moves };
  if (!trained) return { ...identity, ok: false, stage: 'local-search', error: errorOf(run) };
  const { metric, epochs } = trained;
  const bestEpoch = epochs.find(({ validationMetric }) => validationMetric === metric)?.epoch;
  return {
    ...identity,
    ok: true,
    metric,
    ...(bestEpoch && { bestEpoch }),
    trainedEpochs: epochs.length,
    rung,
    ...(costs && { costs }),
    ...(excess && { excess }),
  };
}

function betterOf({ config }: TuningContext, best: Best, run: Run): Best {
  const { candidate, trained, rung, costs, precision, excess } = run;
  const { isBetter } = taskMetrics[config.task];
  if (!trained || rung < config.localSearch.rungs || excess) return best;
  if (!isBetter(trained.metric, best.variant.validation.float)) return best;
  const { network } = candidate.start;
  return {
    model: { network, weights: trained.weights },
    variant: {
      ...best.variant,
      network: shortHash(network),
      genotype: candidate.architecture,
      // A network without a move has the costs that the search found.
      assumed: costs ?? best.variant.assumed,
      ...(precision && { searched: precision }),
      validation: { float: trained.metric },
      training: candidate.settings,
      moves: candidate.moves,
    },
  };
}

/** The chosen network once more from other initial weights, for as many epochs as it had in all. */
async function withRepeats(
  { config }: TuningContext,
  workshop: Workshop,
  { home, best }: { readonly home: Home; readonly best: Best },
): Promise<Best> {
  const { training } = home.searched;
  const { training: tuned } = best.variant;
  const seed = deriveSeed(config.seed, 'repeats');
  const { task } = config;
  const settings = tuned
    ? { ...settingsOf(config, { settings: tuned }), epochs: training.epochs + tuned.epochs, seed }
    : trainingSettings(training, { task, keep: 'best', seed });
  const repeats = await repeatTraining(workshop, best.model.network, {
    settings,
    count: config.localSearch.repeats,
  });
  return { ...best, variant: { ...best.variant, ...(repeats && { repeats }) } };
}
