import type { SearchSlice } from '../config/slices/search';

/** What one shard may spend. */
export type ShardBudget = Pick<SearchSlice['algorithm'], 'trials' | 'epochs' | 'minutes'>;

/** An equal share of every budget; the parser has seen to it that the trials divide. */
export function shardBudget({
  islands,
  rounds,
  trials,
  epochs,
  minutes,
}: SearchSlice['algorithm']): ShardBudget {
  const shards = islands * rounds;
  return {
    trials: trials / shards,
    ...(epochs !== undefined && { epochs: epochs / shards }),
    ...(minutes !== undefined && { minutes: minutes / shards }),
  };
}
