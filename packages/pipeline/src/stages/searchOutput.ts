import { CodesignError } from '@nx-codesign/ir';
import { artefactJson, jsonLine } from '../artefacts/json';
import { modelFiles } from '../artefacts/networkFiles';
import type { Artefacts } from '../artefacts/writeFolder';
import type { CodesignConfig } from '../config/schema';
import { artefactFormatVersion } from '../records/schema';
import type { SearchAnalysis } from '../records/searchAnalysis';
import type { SearchTrial } from '../records/trials';
import { frontTable } from '../tables/frontTable';
import { searchTable } from '../tables/searchTable';
import { choiceTable } from '../tables/choiceTable';
import { spaceTable } from '../tables/spaceTable';
import { counted } from '../tables/table';
import { analyseSearch } from '../trials/analyseSearch';
import { budgetWarnings } from '../trials/budgetWarnings';
import { wholeTrials } from '../trials/fidelity';
import { chooseVariants, frontOf, type FinishedTrial } from '../trials/policies';
import type { TrialOutcome } from '../trials/searchTrial';
import type { SearchRun } from '../trials/searchTrials';
import { searchedSpaceFile } from '../tuning/searchedSpace';
import type { StageOutput } from './stage';
import { mergeArtefacts, variantsFile } from './variants';

/** The whole trials that no other feasible one dominates, of those whose networks are there. */
export function frontOfOutcomes(
  outcomes: readonly TrialOutcome[],
  { search }: Pick<CodesignConfig, 'search'>,
): FinishedTrial[] {
  const kept = outcomes.flatMap(({ record, model }) => (model ? [record] : []));
  return frontOf(wholeTrials(kept, search), search.objectives);
}

/** `trials.jsonl`, `front.json` and the networks of the front. */
export function trialFiles(
  outcomes: readonly TrialOutcome[],
  front: readonly FinishedTrial[],
  { search: { objectives } }: Pick<CodesignConfig, 'search'>,
): Artefacts {
  const members = new Set(front.map(({ trial }) => trial));
  const models = outcomes.flatMap(({ record: { trial }, model }) =>
    model && members.has(trial) ? [modelFiles(`front/${trial}`, model)] : [],
  );
  return mergeArtefacts([
    {
      'trials.jsonl': outcomes.map(({ record }) => jsonLine(record)).join(''),
      'front.json': artefactJson({ formatVersion: artefactFormatVersion, objectives, front }),
    },
    ...models,
  ]);
}

/**
 * What the stage `search` writes and prints of its trials; without a tally they were made elsewhere. Throws
 * `search.nothing`.
 */
export function searchOutput(
  outcomes: readonly TrialOutcome[],
  config: CodesignConfig,
  tally?: SearchRun['tally'],
): StageOutput {
  const records = outcomes.map(({ record }) => record);
  const front = frontOfOutcomes(outcomes, config);
  if (front.length === 0) throw nothingToChoose(records);
  const variants = chooseVariants(front, config);
  const failed = records.filter(({ ok }) => !ok).length;
  const analysis = analyseSearch(records, front, config);
  return {
    artefacts: mergeArtefacts([
      trialFiles(outcomes, front, config),
      analysisFile(analysis),
      searchedSpaceFile(config),
      variantsFile(variants),
    ]),
    summary: `${counted(records.length, 'network')} tried, ${failed} failed, ${front.length} on the front, ${variants.length} chosen`,
    tables: [
      spaceTable(analysis.space),
      searchTable(records, config, tally),
      frontTable(front, variants, config.task),
      choiceTable(analysis.chosen),
    ],
    warnings: budgetWarnings(config),
    ...(tally && { machine: { trainings: tally } }),
  };
}

function analysisFile(analysis: SearchAnalysis): Artefacts {
  return { 'analysis.json': artefactJson({ formatVersion: artefactFormatVersion, ...analysis }) };
}

function nothingToChoose(records: readonly SearchTrial[]): CodesignError {
  const failed = records.filter((record) => !record.ok);
  const reason =
    failed.length === records.length
      ? `all ${records.length} trials failed; the first: ${failed[0]?.error ?? 'none was run'}`
      : 'no trial keeps search.constraints; loosen them or widen search.space';
  return new CodesignError('search.nothing', `The search has no candidate: ${reason}`);
}
