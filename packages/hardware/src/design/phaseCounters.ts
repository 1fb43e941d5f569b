import { bitLength } from '@nx-codesign/ir';
import type { Design } from './design';

type Timed = Pick<Design, 'instances' | 'latencyCycles' | 'initiationInterval'>;

/** What tells the top module of a streamed design where it is in a vector. */
export interface PhaseCounters {
  /** Registers in a row that the start of a vector goes through; the last says that its result is there. */
  readonly startDelays: number;
  /** Cycles at which instances start that select by phase, each once, ascending: one counter each. */
  readonly startCycles: readonly number[];
  /** Bits of a counter. */
  readonly width: number;
}

/** The counters that a design needs. */
export function phaseCountersOf({ instances, latencyCycles, initiationInterval }: Timed): PhaseCounters {
  const selecting = instances.filter(({ inputs }) => inputs.some((source) => 'phases' in source));
  const startCycles = [...new Set(selecting.map(({ startCycle }) => startCycle))].sort((a, b) => a - b);
  return { startDelays: latencyCycles, startCycles, width: bitLength(initiationInterval - 1) };
}

/** Flip-flops of the counters and of the start on its way. */
export function phaseBitsOf(design: Timed): number {
  const { startDelays, startCycles, width } = phaseCountersOf(design);
  return startDelays + startCycles.length * width;
}
