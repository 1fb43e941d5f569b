import { CodesignError } from '@nx-codesign/ir';
import { artefactJson, jsonLine } from '../artefacts/json';
import { modelFiles } from '../artefacts/networkFiles';
import { artefactFormatVersion } from '../records/schema';
import type { SearchTrial } from '../records/trials';
import { frontTable } from '../tables/frontTable';
import { counted } from '../tables/table';
import { chooseVariants, frontOf, type FinishedTrial } from '../trials/policies';
import { runTrials } from '../trials/searchTrials';
import { searchedSpaceFile } from '../tuning/searchedSpace';
import type { Stage } from './stage';
import { mergeArtefacts, variantsFile } from './variants';
import { inWorkshop } from './workshop';

/** Trains networks that NSGA-II proposes, a generation at a time, and picks candidates from their front. */
export const search: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const outcomes = await runTrials(context, workshop);
    const records = outcomes.map(({ record }) => record);
    const finished = records.filter((record): record is FinishedTrial => record.ok);
    const { objectives } = context.config.search;
    const front = frontOf(finished, objectives);
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
        searchedSpaceFile(context.config),
        variantsFile(variants),
        ...models,
      ]),
      summary: `${counted(records.length, 'network')} tried, ${records.length - finished.length} failed, ${front.length} on the front, ${variants.length} chosen`,
      tables: [frontTable(front, variants, context.config.task)],
    };
  });

function nothingToChoose(records: readonly SearchTrial[]): CodesignError {
  const failed = records.filter((record) => !record.ok);
  const reason =
    failed.length === records.length
      ? `all ${records.length} trials failed; the first: ${failed[0]?.error ?? 'none was run'}`
      : 'no trial keeps search.constraints; loosen them or widen search.space';
  return new CodesignError('search.nothing', `The search has no candidate: ${reason}`);
}
