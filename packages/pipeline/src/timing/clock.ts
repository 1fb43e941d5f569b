import type { Timing } from '../records/checks';
import type { DesignFacts } from '../records/variants';

type Clocked = Pick<DesignFacts, 'latencyCycles' | 'clockPeriodNs' | 'criticalPathNs'>;

/** Longest path of a design whose modules end in registers: that of its slowest module. */
export function criticalPathOf(modules: readonly { readonly criticalPathNs: number }[]): number {
  return Math.max(0, ...modules.map(({ criticalPathNs }) => criticalPathNs));
}

/** What speaks against the clock period of a design, as sentences; `timing` is the netlist's, once there is one. */
export function clockWarnings(
  { criticalPathNs, clockPeriodNs }: Clocked,
  timing?: Pick<Timing, 'criticalPathNs'>,
): string[] {
  return [modelWarning(criticalPathNs, clockPeriodNs), netlistWarning(timing?.criticalPathNs, clockPeriodNs)]
    .filter((warning) => warning !== undefined)
    .map((warning) => `${warning} (estimated)`);
}

function modelWarning(pathNs: number, periodNs: number): string | undefined {
  if (pathNs <= periodNs) return undefined;
  return `the longest path takes ${pathNs} ns by the delay model, more than the clock period of ${periodNs} ns: ns are counted with the path`;
}

function netlistWarning(path: Timing['criticalPathNs'], periodNs: number): string | undefined {
  if (path === undefined || path.low <= periodNs) return undefined;
  return `the longest path of the netlist takes ${path.low} to ${path.high} ns, more than the clock period of ${periodNs} ns`;
}

/** Whether a netlist meets its clock with short delays but not with long ones: no warning, but worth a mark. */
export function isClockOpen({
  criticalPathNs: path,
  clockPeriodNs,
}: Pick<Timing, 'criticalPathNs' | 'clockPeriodNs'>): boolean {
  return path !== undefined && path.low <= clockPeriodNs && path.high > clockPeriodNs;
}
