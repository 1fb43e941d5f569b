import { estimateCost, type CostEstimate } from '@nx-codesign/hardware';
import { CodesignError, costsOf, lower } from '@nx-codesign/ir';
import type { Model } from '../artefacts/networkFiles';
import type { Costs, Counts } from '../records/costs';

/** What hardware costs are estimated for. */
export interface Device {
  readonly part: string;
  readonly clockPeriodNs: number;
}

/** Exact counts of a quantised network. Throws `costs.notQuantized` for another. */
export function countCosts({ network, weights }: Model): Counts {
  const { parameters, bops, ebops } = costsOf(network, weights);
  if (ebops === undefined) {
    throw new CodesignError('costs.notQuantized', `The network ${network.name} is not fully quantised`);
  }
  return { parameters, bops: Number(bops.toPrecision(6)), ebops };
}

/** The counts, and the closed-form estimates for a device. */
export function estimateCosts(model: Model, device: Device): Costs {
  const program = lower(model.network, model.weights);
  return { ...countCosts(model), ...estimatedCosts(estimateCost(program, device)) };
}

/** The part of a cost estimate that records keep; `outside` where the cost model extrapolates. */
export function estimatedCosts({
  luts,
  ffs,
  dsps,
  latencyCycles,
  latencyNs,
  outside,
}: CostEstimate): Omit<Costs, keyof Counts> {
  return {
    luts,
    ffs,
    ...(dsps !== undefined && { dsps }),
    latencyCycles,
    latencyNs,
    ...(outside.length > 0 && { outside }),
  };
}
