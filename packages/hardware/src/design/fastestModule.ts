import type { ExtraDepth } from '../adderGraph/adderStyle';
import type { ScheduleOptions } from '../pipelining/scheduleGraph';
import { pipelined, type LoweredModule } from './buildModule';

const depths: readonly ExtraDepth[] = [0, 1, 2];

/**
 * Of a module's adder trees at each extra depth those with the fewest clocks, and of these the ones with the fewest adder and
 * register bits: the shallowest trees are not always the fastest, as a few more adders can fill one stage more.
 */
export function fastestModule(
  lower: (extraDepth: ExtraDepth) => LoweredModule,
  timing: ScheduleOptions,
): LoweredModule {
  const candidates = depths.map((extraDepth) => {
    const lowered = lower(extraDepth);
    const { latencyCycles, adderBits, registerBits } = pipelined(lowered, { ...timing, isSelected: false });
    return { lowered, latencyCycles, bits: adderBits + registerBits };
  });
  return candidates.reduce((best, each) =>
    each.latencyCycles < best.latencyCycles ||
    (each.latencyCycles === best.latencyCycles && each.bits < best.bits)
      ? each
      : best,
  ).lowered;
}
