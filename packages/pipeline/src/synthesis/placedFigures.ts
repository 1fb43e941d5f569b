import type { Timing, VariantUtilization } from '../records/checks';
import type { EmittedVariant } from '../records/variants';
import type { PlacementResult } from './placeVariant';

/** What `utilization.json` says of a placed design. */
export function placedUtilization(result: PlacementResult | undefined): Pick<VariantUtilization, 'placed'> {
  if (result === undefined || !('placement' in result)) return {};
  const { mark, tool, resources } = result.placement;
  return { placed: { stage: mark, tool, resources } };
}

/** What `timing.json` says of a placed design, or why there is none. */
export function placedTiming(
  { design: { latencyCycles } }: EmittedVariant,
  result: PlacementResult | undefined,
): Pick<Timing, 'placed'> {
  if (result === undefined) return {};
  if (!('placement' in result)) return { placed: result };
  const { mark, tool, maxFrequencyMHz } = result.placement;
  const latencyNs = Number(((latencyCycles * 1000) / maxFrequencyMHz).toPrecision(4));
  return { placed: { mark, tool, maxFrequencyMHz, latencyNs } };
}
