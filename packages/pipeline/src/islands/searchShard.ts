import { CodesignError } from '@nx-codesign/ir';
import { islandSeed, type IslandPlace } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { frontOfOutcomes, trialFiles } from '../stages/searchOutput';
import type { Stage } from '../stages/stage';
import { inWorkshop } from '../stages/workshop';
import { frontTable } from '../tables/frontTable';
import { searchTable } from '../tables/searchTable';
import { counted } from '../tables/table';
import { budgetWarnings } from '../trials/budgetWarnings';
import type { TrialOutcome } from '../trials/searchTrial';
import { runTrials } from '../trials/searchTrials';
import { deriveSeed } from '../trials/seeds';
import { isFirst, placesOf, shardName, type IslandGrid } from './islandGrid';
import { mergeShards } from './mergeShards';
import { readShards } from './readShards';
import { shardBudget } from './shardBudget';

/**
 * The search of one island in one round: its share of the budget, from a seed of its own, going on from what all
 * islands found in the rounds before. Throws `search.shard` for a place that the study does not have,
 * `artefacts.missing` if a shard of an earlier round has not run.
 */
export function searchShard(place: IslandPlace): Stage {
  return (context) => {
    checkPlace(place, context.config.search.algorithm);
    return inWorkshop(context, async (workshop) => {
      const config = shardConfig(context.config, place);
      const before = placesOf(config.search.algorithm, [0, place.round]);
      const earlier = mergeShards(readShards(context.reader, before));
      const start = { seed: samplerSeed(config, place), earlier };
      const run = await runTrials({ ...context, config }, workshop, start);
      const outcomes = run.outcomes.map((outcome) => placed(outcome, place));
      const records = outcomes.map(({ record }) => record);
      const front = frontOfOutcomes(outcomes, config);
      const failed = records.filter(({ ok }) => !ok).length;
      return {
        artefacts: trialFiles(outcomes, front, config),
        summary: `${counted(records.length, 'network')} tried, ${failed} failed, ${front.length} on this island's front`,
        tables: [searchTable(records, config, run.tally), frontTable(front, [], config.task)],
        warnings: budgetWarnings(config),
        machine: { trainings: run.tally },
      };
    });
  };
}

function checkPlace({ round, island }: IslandPlace, { islands, rounds }: IslandGrid): void {
  if (island < islands && round < rounds) return;
  const last = shardName({ round: rounds - 1, island: islands - 1 });
  throw new CodesignError(
    'search.shard',
    `${shardName({ round, island })} is not part of this study: search.algorithm has ${islands} islands and ${rounds} rounds, so the last shard is ${last}. Run one of these, or raise islands or rounds`,
  );
}

/** The study as one shard sees it: its share of the budget; the first one tries the baselines. */
function shardConfig(config: CodesignConfig, place: IslandPlace): CodesignConfig {
  const { search } = config;
  const algorithm = { ...search.algorithm, ...shardBudget(search.algorithm) };
  const baselines = isFirst(place) ? search.baselines : [];
  return { ...config, search: { ...search, algorithm, baselines } };
}

/** The first shard is what a search without islands begins with, so that this grows into islands. */
function samplerSeed({ seed }: CodesignConfig, place: IslandPlace): number {
  const own = deriveSeed(seed, 'search');
  return isFirst(place) ? own : islandSeed(own, place);
}

function placed({ record, model }: TrialOutcome, { round, island }: IslandPlace): TrialOutcome {
  return { record: { ...record, round, island }, ...(model && { model }) };
}
