import type { PortableMath } from '../engines/wasm';
import type { TrainingSettings } from './types';

type Schedule = TrainingSettings['schedule'];

/** Share of the learning rate at `progress`, the share of the steps already made (0 to 1). */
export type RateShare = (progress: number, math: PortableMath) => number;

/** Cosine annealing without restarts: Loshchilov & Hutter 2017, arXiv:1608.03983, equation 5. */
export const schedules: Readonly<Record<Schedule, RateShare>> = {
  constant: () => 1,
  cosine: (progress, { cos }) => (1 + cos(Math.PI * progress)) / 2,
};
