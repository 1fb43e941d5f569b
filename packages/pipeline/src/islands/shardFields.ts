import type { IslandPlace } from '@nx-codesign/search';
import { borrowedReuse } from '../config/borrowedReuse';
import { isFirst } from './islandGrid';

/**
 * The keys of codesign.json that decide what a shard finds, beside its share of the budget. Islands, rounds and the
 * whole budget are not among them, nor how candidates are chosen: more shards leave the finished ones as they are.
 */
const fields = [
  'task',
  'seed',
  'engine',
  'search.space',
  'search.objectives',
  'search.constraints',
  'search.algorithm.kind',
  'search.algorithm.population',
  'search.training',
  'search.fidelity',
  'search.inheritance',
  'search.folds',
  'search.assume',
  borrowedReuse,
];

/** Those of one place; the baselines are tried by the first one. */
export function shardFields(place: IslandPlace): string[] {
  return isFirst(place) ? [...fields, 'search.baselines'] : fields;
}
