import { searchOutput, frontOfOutcomes } from '../stages/searchOutput';
import type { StageContext, StageOutput } from '../stages/stage';
import { placesOf } from './islandGrid';
import { islandTable } from './islandTable';
import { mergeShards } from './mergeShards';
import { readShards } from './readShards';

/** Merges all shards into what a search without islands writes. Throws `artefacts.missing`, `search.nothing`. */
export function mergedSearch({ config, reader }: StageContext): StageOutput {
  const places = placesOf(config.search.algorithm);
  const shards = readShards(reader, places);
  const outcomes = mergeShards(shards);
  const output = searchOutput(outcomes, config);
  const found = { shards: places.map((place, index) => ({ place, trials: shards[index].length })), outcomes };
  const table = islandTable({ ...found, front: frontOfOutcomes(outcomes, config) }, config);
  return { ...output, tables: [table, ...output.tables] };
}
