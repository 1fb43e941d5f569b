import type { FinishedTrial } from '../trials/policies';

/** A trial of the given number and metric; costs are 1 where they are not given. */
export function finishedTrial(
  number: number,
  metric: number,
  costs: Partial<FinishedTrial['costs']>,
): FinishedTrial {
  return {
    trial: number,
    network: `n${number}`,
    genotype: {},
    ok: true,
    metric,
    roundedMetric: metric,
    epochs: 3,
    costs: { parameters: 1, bops: 1, ebops: 1, luts: 1, ffs: 1, latencyCycles: 1, latencyNs: 1, ...costs },
  };
}
