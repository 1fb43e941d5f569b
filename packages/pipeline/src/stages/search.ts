import { CodesignError, type Network } from '@nx-codesign/ir';
import { createNsga2, type Evaluated, type Genotype } from '@nx-codesign/search';
import type { TrainingSettings } from '@nx-codesign/train';
import { artefactJson, jsonLine } from '../artefacts/json';
import { modelFiles, type Model } from '../artefacts/networkFiles';
import { artefactFormatVersion } from '../records/schema';
import type { SearchTrial } from '../records/trials';
import type { CodesignConfig } from '../config/schema';
import { mlpFamily } from '../families/mlp';
import { createProgress, type Progress } from '../progress/progress';
import { percent } from '../progress/table';
import { attempt } from '../trials/failures';
import { chooseVariants, frontOf, lossesOf, violationOf, type FinishedTrial } from '../trials/policies';
import { deriveSeed, shortHash } from '../trials/seeds';
import { frameOf } from './dataSets';
import { frontTable } from './searchTables';
import type { Stage, StageContext } from './stage';
import { inWorkshop, type Workshop } from './workshop';

interface Proposal {
  readonly trial: number;
  readonly genotype: Genotype;
  readonly network: Network;
}

interface Outcome {
  readonly record: SearchTrial;
  /** The trained float network. */
  readonly model?: Model;
}

/** Trains networks that NSGA-II proposes, a generation at a time, and picks candidates from their front. */
export const search: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const outcomes = await runTrials(context, workshop);
    const records = outcomes.map(({ record }) => record);
    const finished = records.filter((record): record is FinishedTrial => record.ok);
    const { objectives } = context.config.search;
    const front = frontOf(finished, objectives);
    if (front.length === 0) throw nothingToChoose(records);
    const variants = chooseVariants(front, context.config.search);
    const models = new Map(outcomes.map(({ record, model }) => [record.trial, model]));
    const members = new Set([...front, ...variants].map(({ trial }) => trial));
    return {
      artefacts: {
        'trials.jsonl': records.map(jsonLine).join(''),
        'front.json': artefactJson({ formatVersion: artefactFormatVersion, objectives, front }),
        'variants.json': artefactJson({ formatVersion: artefactFormatVersion, variants }),
        ...Object.assign(
          {},
          ...[...members].map((trial) => modelFiles(`front/${trial}`, models.get(trial)!)),
        ),
      },
      summary: `${records.length} networks tried, ${records.length - finished.length} failed, ${front.length} on the front, ${variants.length} chosen`,
      tables: [frontTable(front, variants)],
    };
  });

async function runTrials(context: StageContext, workshop: Workshop): Promise<Outcome[]> {
  const { search: slice, seed } = context.config;
  const { population, trials } = slice.algorithm;
  const family = mlpFamily(slice.space, frameOf(workshop.description));
  const sampler = createNsga2({
    space: family.space,
    seed: deriveSeed(seed, 'search'),
    populationSize: population,
  });
  const progress = createProgress({ ...context, unit: 'trials', total: trials });
  const byNetwork = new Map<string, Outcome>();
  const best = { accuracy: 0 };
  for (let asked = 0; asked < trials;) {
    const genotypes = sampler.ask(Math.min(population, trials - asked));
    if (genotypes.length === 0) break;
    asked += genotypes.length;
    const proposals = genotypes.map((genotype) => ({ genotype, network: family.build(genotype) }));
    const fresh = firstOfEach(proposals, byNetwork);
    const done = await Promise.all(
      fresh.map((proposal) => runTrial({ ...context, progress, best }, workshop, proposal)),
    );
    fresh.forEach(({ network }, index) => byNetwork.set(shortHash(network), done[index]));
    if (fresh.length < genotypes.length) progress.advance(genotypes.length - fresh.length);
    sampler.tell(
      proposals.map(({ genotype, network }) =>
        evaluated(genotype, byNetwork.get(shortHash(network))!, slice.objectives),
      ),
    );
  }
  return [...byNetwork.values()];
}

/** Numbers the networks that were not tried before; two genotypes that build the same network are one trial. */
function firstOfEach(
  proposals: readonly Omit<Proposal, 'trial'>[],
  tried: ReadonlyMap<string, unknown>,
): Proposal[] {
  const fresh = new Map<string, Omit<Proposal, 'trial'>>();
  for (const proposal of proposals) {
    const key = shortHash(proposal.network);
    if (!tried.has(key) && !fresh.has(key)) fresh.set(key, proposal);
  }
  return [...fresh.values()].map((proposal, index) => ({ ...proposal, trial: tried.size + index + 1 }));
}

interface TrialContext extends StageContext {
  readonly progress: Progress;
  readonly best: { accuracy: number };
}

async function runTrial(context: TrialContext, workshop: Workshop, proposal: Proposal): Promise<Outcome> {
  const { trial, genotype, network } = proposal;
  const { assume, constraints } = context.config.search;
  const identity = { trial, network: shortHash(network), genotype };
  const outcome = await attempt('search', async (): Promise<Outcome> => {
    const trained = await workshop.trainer.train({ network, settings: settingsOf(context.config) });
    if (!trained.ok) return { record: { ...identity, ok: false, stage: 'search', error: trained.error } };
    const model = { network, weights: trained.weights };
    const { part, clockPeriodNs, ...precision } = assume;
    const rounded = await workshop.pool.run('quantizeModel', {
      ...model,
      ...precision,
      device: { part, clockPeriodNs },
    });
    const measured = { accuracy: trained.accuracy, costs: rounded.costs };
    const violation = violationOf(measured, constraints);
    return {
      model,
      record: {
        ...identity,
        ok: true,
        accuracy: trained.accuracy,
        roundedAccuracy: rounded.accuracy,
        costs: rounded.costs,
        ...(violation > 0 && { violation }),
      },
    };
  });
  const result: Outcome = 'record' in outcome ? outcome : { record: { ...identity, ...outcome } };
  if (result.record.ok) context.best.accuracy = Math.max(context.best.accuracy, result.record.accuracy);
  context.progress.advance(1, `best accuracy ${percent(context.best.accuracy)} %`);
  return result;
}

function settingsOf({ search: slice, seed }: CodesignConfig): TrainingSettings {
  return {
    ...slice.training,
    schedule: 'cosine',
    loss: 'softmaxCrossEntropy',
    keep: 'last',
    seed: deriveSeed(seed, 'training'),
  };
}

function evaluated(
  genotype: Genotype,
  { record }: Outcome,
  objectives: CodesignConfig['search']['objectives'],
): Evaluated {
  if (!record.ok) return { genotype };
  const losses = lossesOf(record, objectives);
  return { genotype, ...(losses && { losses }), ...(record.violation && { violation: record.violation }) };
}

function nothingToChoose(records: readonly SearchTrial[]): CodesignError {
  const failed = records.filter((record) => !record.ok);
  const reason =
    failed.length === records.length
      ? `all ${records.length} trials failed; the first: ${failed[0]?.error ?? 'none was run'}`
      : 'no trial keeps search.constraints; loosen them or widen search.space';
  return new CodesignError('search.nothing', `The search has no candidate: ${reason}`);
}
