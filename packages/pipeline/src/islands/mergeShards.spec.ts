import type { Genotype } from '@nx-codesign/search';
import type { SearchTrial } from '../records/trials';
import { mergeShards } from './mergeShards';

const costs = { parameters: 1, bops: 1, ebops: 1, luts: 1, ffs: 1, latencyCycles: 1, latencyNs: 1 };

function finished(network: string, rung?: number, genotype: Genotype = {}) {
  const identity = { trial: 7, network, genotype, ok: true as const };
  const record = { ...identity, metric: 1, roundedMetric: 1, costs, epochs: 1, ...(rung && { rung }) };
  return { record: record as SearchTrial };
}

const failed = () => ({
  record: { trial: 1, network: 'a', genotype: {}, ok: false, stage: 'search', error: 'e' } as SearchTrial,
});
const shown = (shards: Parameters<typeof mergeShards>[0]) =>
  mergeShards(shards).map(({ record: { trial, network, ...rest } }) => [
    trial,
    network,
    'rung' in rest ? rest.rung : rest.ok,
  ]);

test('of equals the first counts', () => {
  const [first, second] = [finished('a', 2), finished('a', 2)];
  const [only, ...rest] = mergeShards([[{ ...first, model: 'first' as never }], [second]]);
  expect(only.model).toBe('first');
  expect(rest).toEqual([]);
});

test('of equals one that its shard left the network of counts, before the first', () => {
  const [first, second, third] = [finished('a', 2), finished('a', 2), finished('a', 3)];
  const withModel = { ...second, model: 'second' as never };
  expect(mergeShards([[first], [withModel]]).map(({ model }) => model)).toEqual(['second']);
  // One that got further counts all the same.
  expect(mergeShards([[withModel], [third]])).toEqual([{ record: { ...third.record, trial: 1 } }]);
});

test('counts a network once, as the trial that got furthest; numbered in order', () => {
  const shards = [
    [finished('b', 1), finished('c', 2)],
    [finished('c', 2), finished('b', 2), finished('d', 1)],
  ];
  expect(shown(shards)).toEqual([
    [1, 'c', 2],
    [2, 'b', 2],
    [3, 'd', 1],
  ]);
});

test('a trial that failed counts where no island finished it', () => {
  expect(shown([[failed()], [finished('a')]])).toEqual([[1, 'a', true]]);
  expect(shown([[failed()], [failed()]])).toEqual([[1, 'a', false]]);
});

test('the same network trained otherwise is another trial', () => {
  const shards = [[finished('a', 1, { learningRate: 0.1 })], [finished('a', 1, { learningRate: 0.2 })]];
  expect(mergeShards(shards)).toHaveLength(2);
});
