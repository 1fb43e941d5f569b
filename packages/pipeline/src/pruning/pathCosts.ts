import type { Weights } from '@nx-codesign/ir';
import type { Model } from '../artefacts/networkFiles';
import { builtCosts, type Device } from '../jobs/estimate';
import type { Costs } from '../records/costs';

export type PathCosts = (model: Model) => Costs;

/**
 * Costs of the steps of a path, each built once: few networks, each trained for longer than it takes to build, and the
 * cheapest of them is chosen.
 */
export function pathCosts({ part, clockPeriodNs, reuseFactor = 1 }: Device): PathCosts {
  const known = new WeakMap<Weights, Costs>();
  return (model) => {
    const costs = known.get(model.weights) ?? builtCosts(model, { part, clockPeriodNs, reuseFactor });
    known.set(model.weights, costs);
    return costs;
  };
}
