import { buildDesign, costOfDesign, estimateCost, estimateNetwork } from '@nx-codesign/hardware';
import { figure, figureAtMost, type Figure } from '../figures';
import type { Sample } from './samples';

/** Networks that the times are taken on. */
const timed = 30;
const rounds = 5;

/** CPU time per candidate of the estimates: without weights, with weights, and of the built design. */
export async function estimateFigures(samples: readonly Sample[]): Promise<Figure[]> {
  const some = samples.slice(0, timed);
  const perCandidate = (work: (sample: Sample) => unknown) => {
    const times = Array.from({ length: rounds }, () => {
      const start = process.cpuUsage();
      some.forEach(work);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000 / some.length;
    });
    return Math.min(...times);
  };
  const float = perCandidate(({ candidate, sparsity }) =>
    estimateNetwork(candidate.network, { ...candidate, sparsity }),
  );
  const known = perCandidate(({ candidate, program }) => estimateCost(program, candidate));
  const built = perCandidate(({ candidate, program, reuseFactor }) =>
    costOfDesign(
      buildDesign(program, { part: candidate.part, clockPeriodNs: candidate.clockPeriodNs, reuseFactor }),
    ),
  );
  return [
    figureAtMost('estimate without weights', float, { unit: 'ms of CPU', atMost: 1 }),
    figureAtMost('estimate with weights', known, { unit: 'ms of CPU', atMost: 1 }),
    figure('built and counted', built, 'ms of CPU'),
  ];
}
