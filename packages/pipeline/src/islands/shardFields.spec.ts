import { codesignSchema } from '../config/schema';
import { shardFields } from './shardFields';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
}

const { search } = (codesignSchema as unknown as Schema).properties;
const keys = (schema: Schema, path: string) => Object.keys(schema.properties).map((key) => `${path}.${key}`);

/** What no shard depends on: how candidates are chosen, and what its share of the budget is made from. */
const outside = [
  'search.variants',
  'search.allowedLoss',
  'search.algorithm.trials',
  'search.algorithm.islands',
  'search.algorithm.rounds',
  'search.algorithm.epochs',
  'search.algorithm.minutes',
];

test('every key of the search is one of a shard or one of those that it does not depend on', () => {
  const all = [...keys(search, 'search'), ...keys(search.properties['algorithm'], 'search.algorithm')];
  const known = [...shardFields({ round: 0, island: 0 }), ...outside, 'search.algorithm'];
  expect([...known].sort()).toEqual(['task', 'seed', 'engine', 'hlsEmit.reuseFactor', ...all].sort());
});

test('only the first shard depends on the baselines', () => {
  expect(shardFields({ round: 0, island: 1 })).not.toContain('search.baselines');
  expect(shardFields({ round: 1, island: 0 })).not.toContain('search.baselines');
});
