import { estimateCost } from '@nx-codesign/hardware';
import { costsOf, lower } from '@nx-codesign/ir';
import type { Model } from '../artefacts/networkFiles';
import type { Costs } from '../records/costs';

/** What hardware costs are estimated for. */
export interface Device {
  readonly part: string;
  readonly clockPeriodNs: number;
}

/** Costs of a quantised network: exact counts and, for a device, the closed-form estimates. */
export function estimate({ network, weights }: Model, device?: Device): Costs {
  const { parameters, bops, ebops } = costsOf(network, weights);
  const counts = { parameters, bops: Number(bops.toPrecision(6)), ...(ebops !== undefined && { ebops }) };
  if (!device) return counts;
  const { luts, ffs, latencyCycles, latencyNs } = estimateCost(lower(network, weights), device);
  return { ...counts, luts, ffs, latencyCycles, latencyNs };
}
