import type { IslandPlace } from '@nx-codesign/search';
import type { CodesignConfig } from '../config/schema';
import { count, type Table } from '../tables/table';
import { wholeTrials } from '../trials/fidelity';
import { hypervolumeSteps, type HypervolumeStep } from '../trials/hypervolumes';
import type { FinishedTrial } from '../trials/policies';
import type { TrialOutcome } from '../trials/searchTrial';

/** What became of the shards of a search. */
export interface MergedShards {
  /** In order, with the trials that each made. */
  readonly shards: readonly { readonly place: IslandPlace; readonly trials: number }[];
  /** All trials, each network once. */
  readonly outcomes: readonly TrialOutcome[];
  readonly front: readonly FinishedTrial[];
}

/** One row per island and round: its trials, what it gave to the front, the hypervolume once it is merged. */
export function islandTable(
  { shards, outcomes, front }: MergedShards,
  { search }: Pick<CodesignConfig, 'search'>,
): Table {
  const records = outcomes.map(({ record }) => record);
  const steps = hypervolumeSteps(wholeTrials(records, search), search.objectives);
  const rows = shards.map(({ place, trials }) => {
    const own = records.filter((record) => isOf(record, place));
    return [
      `round ${place.round}, island ${place.island}`,
      count(trials),
      count(trials - own.length),
      count(own.filter(({ ok }) => !ok).length),
      count(front.filter((record) => isOf(record, place)).length),
      shareAfter(steps, records.filter((record) => isUpTo(record, place)).length),
    ];
  });
  return {
    title: 'Islands (hypervolume as share of the box, after merging the shard to those above)',
    columns: ['shard', 'networks', 'tried elsewhere too', 'failed', 'on the front', 'hypervolume'],
    rows,
  };
}

type Placed = Partial<IslandPlace>;

function isOf({ round, island }: Placed, place: IslandPlace): boolean {
  return round === place.round && island === place.island;
}

function isUpTo({ round = 0, island = 0 }: Placed, place: IslandPlace): boolean {
  return round < place.round || (round === place.round && island <= place.island);
}

function shareAfter(steps: readonly HypervolumeStep[], trials: number): string {
  const step = steps.filter(({ trial }) => trial <= trials).at(-1);
  return step === undefined ? '-' : step.share.toFixed(4);
}
