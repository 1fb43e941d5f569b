import { CodesignError } from '@nx-codesign/ir';
import { artefactJson, jsonLine } from '../artefacts/json';
import { modelFiles } from '../artefacts/networkFiles';
import type { Artefacts } from '../artefacts/writeFolder';
import type { CodesignConfig } from '../config/schema';
import { artefactFormatVersion } from '../records/schema';
import type { SearchTrial } from '../records/trials';
import { frontTable } from '../tables/frontTable';
import { searchTable } from '../tables/searchTable';
import { counted } from '../tables/table';
import { wholeTrials } from '../trials/fidelity';
import { chooseVariants, frontOf } from '../trials/policies';
import { runTrials } from '../trials/searchTrials';
import { searchedSpaceFile } from '../tuning/searchedSpace';
import { analyseSearch } from '../trials/analyseSearch';
import type { Stage } from './stage';
import { mergeArtefacts, variantsFile } from './variants';
import { inWorkshop } from './workshop';

/** Trains networks that the sampler proposes, a generation at a time, and picks candidates from their front. */
export const search: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const { outcomes, tally } = await runTrials(context, workshop);
    const records = outcomes.map(({ record }) => record);
    const { objectives } = context.config.search;
    const front = frontOf(wholeTrials(records, context.config.search), objectives);
    const failed = records.filter(({ ok }) => !ok).length;
    if (front.length === 0) throw nothingToChoose(records);
    const variants = chooseVariants(front, context.config);
    const members = new Set(front.map(({ trial }) => trial));
    const models = outcomes.flatMap(({ record: { trial }, model }) =>
      model && members.has(trial) ? [modelFiles(`front/${trial}`, model)] : [],
    );
    return {
      artefacts: mergeArtefacts([
        {
          'trials.jsonl': records.map(jsonLine).join(''),
          'front.json': artefactJson({ formatVersion: artefactFormatVersion, objectives, front }),
        },
        analysisFile(records, context.config),
        searchedSpaceFile(context.config),
        variantsFile(variants),
        ...models,
      ]),
      summary: `${counted(records.length, 'network')} tried, ${failed} failed, ${front.length} on the front, ${variants.length} chosen`,
      tables: [searchTable(records, context.config, tally), frontTable(front, variants, context.config.task)],
      warnings: warningsOf(context.config),
      machine: { trainings: tally },
    };
  });

function analysisFile(trials: readonly SearchTrial[], config: CodesignConfig): Artefacts {
  const analysis = analyseSearch(trials, config);
  return { 'analysis.json': artefactJson({ formatVersion: artefactFormatVersion, ...analysis }) };
}

function warningsOf({ search: { algorithm } }: CodesignConfig): string[] {
  if (algorithm.minutes === undefined) return [];
  return [
    'search.algorithm.minutes bounds the wall time, so another run or machine may give other results; a budget of trials or epochs does not',
  ];
}

function nothingToChoose(records: readonly SearchTrial[]): CodesignError {
  const failed = records.filter((record) => !record.ok);
  const reason =
    failed.length === records.length
      ? `all ${records.length} trials failed; the first: ${failed[0]?.error ?? 'none was run'}`
      : 'no trial keeps search.constraints; loosen them or widen search.space';
  return new CodesignError('search.nothing', `The search has no candidate: ${reason}`);
}
