import type { IslandPlace } from '@nx-codesign/search';
import { readModel } from '../artefacts/networkFiles';
import type { ArtefactReader } from '../artefacts/readFolder';
import type { SearchTrial } from '../records/trials';
import type { TrialOutcome } from '../trials/searchTrial';
import { shardName } from './islandGrid';

/**
 * What shards left, one list of outcomes per place: all trials, and the networks of each shard's front. Throws
 * `artefacts.missing`, naming the shard, where one has not run.
 */
export function readShards(reader: ArtefactReader, places: readonly IslandPlace[]): TrialOutcome[][] {
  return places.map((place) => {
    const name = shardName(place);
    const { front } = reader.json<{ front: { trial: number }[] }>(name, 'front.json');
    const members = new Set(front.map(({ trial }) => trial));
    const lines = reader.text(name, 'trials.jsonl').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SearchTrial)
      .map((record) => ({
        record,
        ...(members.has(record.trial) && { model: readModel(reader, name, `front/${record.trial}`) }),
      }));
  });
}
