import type { PortableMath } from '../engines/wasm';
import type { Schedule } from './types';

/** Share of the learning rate at `progress`, the share of the steps already made (0 to 1). */
export type RateShare = (progress: number, math: PortableMath) => number;

/** One cycle: share of the steps that rise, the rate at the start, and that at the end (PyTorch's `OneCycleLR`). */
const rise = 0.3;
const startShare = 1 / 25;
const endShare = startShare / 1e4;

/**
 * `cosine`: annealing without restarts (Loshchilov & Hutter 2017, arXiv:1608.03983, equation 5). `oneCycle`: up and down
 * along half cosines (Smith & Topin 2018, arXiv:1708.07120).
 */
export const schedules: Readonly<Record<Schedule, RateShare>> = {
  constant: () => 1,
  cosine: (progress, math) => along({ from: 1, to: 0, progress }, math),
  oneCycle: (progress, math) =>
    progress < rise
      ? along({ from: startShare, to: 1, progress: progress / rise }, math)
      : along({ from: 1, to: endShare, progress: (progress - rise) / (1 - rise) }, math),
};

/** Half a cosine. */
function along(
  { from, to, progress }: { readonly from: number; readonly to: number; readonly progress: number },
  { cos }: PortableMath,
): number {
  return to + ((from - to) * (1 + cos(Math.PI * progress))) / 2;
}
