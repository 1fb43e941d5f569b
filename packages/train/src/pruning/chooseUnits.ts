import type { Network } from '@nx-codesign/ir';
import { channelGroups, type ChannelGroup } from './channelGroups';
import type { KeptUnits } from './removeUnits';
import type { KernelCosts } from './weightCosts';

/** What a step chooses by, and how many units it removes. */
export interface UnitChoice {
  /** `[units]` by group of channels. */
  readonly importance: Readonly<Record<string, Float64Array>>;
  /** Hardware cost of every kernel weight, by kernel (`weightCosts`). */
  readonly costs: KernelCosts;
  /** Share of all units of all groups that are left, 0 to 1; at least one unit goes. */
  readonly share: number;
  /** Units that every group keeps, at least 1. */
  readonly minimumUnits: number;
}

interface RankedUnit {
  readonly group: string;
  readonly unit: number;
  readonly score: number;
}

/**
 * The units that stay when a share of all goes, least importance over the root of the saved hardware cost first; ties
 * go by group and unit. Undefined when no unit may go.
 */
export function chooseUnits(network: Network, choice: UnitChoice): KeptUnits | undefined {
  const groups = channelGroups(network);
  const goal = Math.max(1, Math.round(choice.share * groups.reduce((sum, { units }) => sum + units, 0)));
  const removed = new Map(groups.map(({ name }) => [name, new Set<number>()]));
  const left = new Map(groups.map(({ name, units }) => [name, units]));
  let count = 0;
  for (const { group, unit } of rankedUnits(groups, choice)) {
    if (count === goal) break;
    if (left.get(group)! <= choice.minimumUnits) continue;
    left.set(group, left.get(group)! - 1);
    removed.get(group)!.add(unit);
    count++;
  }
  if (count === 0) return undefined;
  const changed = groups.filter(({ name }) => removed.get(name)!.size > 0);
  return Object.fromEntries(changed.map(({ name, units }) => [name, others(units, removed.get(name)!)]));
}

function rankedUnits(groups: readonly ChannelGroup[], { importance, costs }: UnitChoice): RankedUnit[] {
  return groups
    .flatMap((group) => {
      const saved = savedCosts(group, costs);
      return Array.from(importance[group.name], (value, unit) => ({
        group: group.name,
        unit,
        // A unit that costs nothing any more may go for nothing.
        score: saved[unit] === 0 ? 0 : value / Math.sqrt(saved[unit]),
      }));
    })
    .sort((a, b) => a.score - b.score);
}

/** Cost of all kernel weights that make or read each channel: `[units]`. */
function savedCosts({ units, producers, consumers }: ChannelGroup, costs: KernelCosts): Float64Array {
  const saved = new Float64Array(units);
  for (const name of producers) {
    const { data } = costs[`${name}/kernel`];
    data.forEach((cost, i) => (saved[i % units] += cost));
  }
  for (const name of consumers) {
    const { data, columns } = costs[`${name}/kernel`];
    data.forEach((cost, i) => (saved[Math.floor(i / columns) % units] += cost));
  }
  return saved;
}

function others(units: number, removed: ReadonlySet<number>): number[] {
  return Array.from({ length: units }, (_, unit) => unit).filter((unit) => !removed.has(unit));
}
