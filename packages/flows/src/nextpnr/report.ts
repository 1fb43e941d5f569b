import { CodesignError } from '@nx-codesign/ir';
import type { PathSegment, Placement } from './placement';

/** What nextpnr writes with `--report`; the part that is read here. */
interface Report {
  readonly fmax?: Readonly<Record<string, { readonly achieved: number }>>;
  readonly utilization?: Readonly<Record<string, { readonly used: number; readonly available: number }>>;
  readonly critical_paths?: readonly {
    readonly from: string;
    readonly to: string;
    readonly path: readonly { readonly delay: number; readonly type: PathSegment['kind'] }[];
  }[];
}

/**
 * Frequency, resources and longest path of a nextpnr report. Throws `flows.badReport` if it is no JSON, or has no
 * clock: a design without registers has no frequency.
 */
export function parseReport(text: string): Pick<Placement, 'maxFrequencyMHz' | 'resources' | 'criticalPath'> {
  const { fmax = {}, utilization = {}, critical_paths: paths = [] } = reportOf(text);
  const frequencies = Object.values(fmax).map(({ achieved }) => achieved);
  if (frequencies.length === 0) {
    const message = 'The report of nextpnr names no clock. Place a design with registers on one clock.';
    throw new CodesignError('flows.badReport', message);
  }
  const used = Object.entries(utilization).filter(([, resource]) => resource.used > 0);
  const clocked = paths.filter(({ from, to }) => from === to && from.startsWith('posedge'));
  const segments = clocked.map(({ path }) =>
    path.map(({ type, delay }) => ({ kind: type, delayNs: inPicoseconds(delay) })),
  );
  const length = (path: readonly PathSegment[]) => path.reduce((sum, { delayNs }) => sum + delayNs, 0);
  return {
    maxFrequencyMHz: Number(Math.min(...frequencies).toPrecision(5)),
    resources: Object.fromEntries(
      used.map(([name, { used: count, available }]) => [name, { used: count, available }]),
    ),
    criticalPath: segments.sort((a, b) => length(b) - length(a))[0] ?? [],
  };
}

function reportOf(text: string): Report {
  try {
    return JSON.parse(text) as Report;
  } catch (cause) {
    const message =
      'The report of nextpnr is not whole. Expected JSON; run it again, and look for room on the disk.';
    throw new CodesignError('flows.badReport', message, { cause });
  }
}

/** nextpnr counts in float32. */
function inPicoseconds(delayNs: number): number {
  return Math.round(delayNs * 1000) / 1000;
}
