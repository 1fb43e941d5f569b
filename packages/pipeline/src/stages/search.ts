import { isDivided } from '../islands/islandGrid';
import { mergedSearch } from '../islands/mergedSearch';
import { runTrials } from '../trials/searchTrials';
import { searchOutput } from './searchOutput';
import type { Stage } from './stage';
import { inWorkshop } from './workshop';

/**
 * Trains networks that the sampler proposes, a generation at a time, and picks candidates from their front; of a search
 * by islands merges what its shards found.
 */
export const search: Stage = (context) =>
  isDivided(context.config.search.algorithm) ? Promise.resolve(mergedSearch(context)) : plainSearch(context);

const plainSearch: Stage = (context) =>
  inWorkshop(context, async (workshop) => {
    const { outcomes, tally } = await runTrials(context, workshop);
    return searchOutput(outcomes, context.config, tally);
  });
