import { buildDesign, costOfDesign, estimateCost, type CostEstimate } from '@nx-codesign/hardware';
import { CodesignError, costsOf, lower } from '@nx-codesign/ir';
import type { Model } from '../artefacts/networkFiles';
import type { Costs, Counts } from '../records/costs';

/** What hardware costs are estimated for. */
export interface Device {
  readonly part: string;
  readonly clockPeriodNs: number;
  /** Clocks from one vector to the next; 1 if absent. */
  readonly reuseFactor?: number;
}

/** Exact counts of a quantised network. Throws `costs.notQuantized` for another. */
export function countCosts({ network, weights }: Model): Counts {
  const { parameters, bops, ebops } = costsOf(network, weights);
  if (ebops === undefined) {
    throw new CodesignError('costs.notQuantized', `The network ${network.name} is not fully quantised`);
  }
  return { parameters, bops: Number(bops.toPrecision(6)), ebops };
}

/**
 * The counts, and estimates for a device in a few milliseconds: of the outlined design; with several cycles per vector,
 * which that knows nothing of, of the built design. Throws `hardware.reuseFactor` for a factor that the network cannot be
 * built with.
 */
export function estimateCosts(model: Model, device: Device): Costs {
  const { reuseFactor = 1 } = device;
  if (reuseFactor > 1) return builtCosts(model, device);
  const program = lower(model.network, model.weights);
  return { ...countCosts(model), ...estimatedCosts(estimateCost(program, device)) };
}

/**
 * The counts, and estimates of the built design, as `hls-emit` gives them: its very cycles and carry cells, for
 * milliseconds to seconds of work. Throws as `buildDesign`.
 */
export function builtCosts(model: Model, device: Device): Costs {
  const design = buildDesign(lower(model.network, model.weights), device);
  return { ...countCosts(model), ...estimatedCosts(costOfDesign(design)) };
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
