import type { TrialOutcome } from '../trials/searchTrial';
import { trialKey } from '../trials/trialKey';

/**
 * The trials of shards as those of one search: in the order of the shards and of their trials, numbered from 1. What
 * several islands tried is one trial: the one that got furthest, of equals one whose network its shard left, else the
 * first. With inheritance the same network differs from island to island, and only a front has networks.
 */
export function mergeShards(shards: readonly (readonly TrialOutcome[])[]): TrialOutcome[] {
  const all = shards.flat();
  const kept = new Map<string, TrialOutcome>();
  for (const outcome of all) {
    const key = trialKey(outcome.record);
    const known = kept.get(key);
    if (!known || extentOf(outcome) > extentOf(known)) kept.set(key, outcome);
  }
  const chosen = new Set(kept.values());
  return all
    .filter((outcome) => chosen.has(outcome))
    .map((outcome, index) => ({ ...outcome, record: { ...outcome.record, trial: index + 1 } }));
}

/** How far a trial got: halving may have ended it on one island and not on another. */
function extentOf({ record, model }: TrialOutcome): number {
  if (!record.ok) return 0;
  return (record.rung ?? 1) + (model ? 0.5 : 0);
}
