/** A time in ns to 1 ps: no delay model says more. */
export function toPicoseconds(ns: number): number {
  return Math.round(ns * 1000) / 1000;
}

/**
 * Time from input to output in ns: cycles times the clock period, or times the critical path where that is longer,
 * since the pipeline then runs at a slower clock. 12 digits hide the last binary digit of products such as 3 x 1.1.
 */
export function latencyNsOf(pipeline: {
  readonly latencyCycles: number;
  readonly clockPeriodNs: number;
  readonly criticalPathNs: number;
}): number {
  const { latencyCycles, clockPeriodNs, criticalPathNs } = pipeline;
  return Number((latencyCycles * Math.max(clockPeriodNs, criticalPathNs)).toPrecision(12));
}
