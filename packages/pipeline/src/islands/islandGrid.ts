import type { IslandPlace } from '@nx-codesign/search';

export type { IslandPlace };

/** How a search is divided, see `search.algorithm`. */
export interface IslandGrid {
  readonly islands: number;
  readonly rounds: number;
}

/** The part of a divided search that one target runs: an island in a round. */
export type ShardName = `search--r${number}-i${number}`;

/** Whether the search runs as shards that its own target merges. */
export function isDivided({ islands, rounds }: IslandGrid): boolean {
  return islands * rounds > 1;
}

/** The places of rounds `[from, end)`, round by round; of all rounds if not given. */
export function placesOf({ islands, rounds }: IslandGrid, [from, end] = [0, rounds]): IslandPlace[] {
  return Array.from({ length: Math.max(0, end - from) * islands }, (_, index) => ({
    round: from + Math.floor(index / islands),
    island: index % islands,
  }));
}

/** Name of the target and of the folder of artefacts. */
export function shardName({ round, island }: IslandPlace): ShardName {
  return `search--r${round}-i${island}`;
}

/** The place that a target's name says; undefined for what is no shard. */
export function placeOf(name: string): IslandPlace | undefined {
  const [, round, island] = /^search--r(0|[1-9]\d*)-i(0|[1-9]\d*)$/.exec(name) ?? [];
  return round === undefined ? undefined : { round: Number(round), island: Number(island) };
}

/** Whether it is the place that tries the baselines, and that a search without islands is. */
export function isFirst({ round, island }: IslandPlace): boolean {
  return round === 0 && island === 0;
}
