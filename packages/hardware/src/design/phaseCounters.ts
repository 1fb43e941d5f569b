import { bitLength } from '@nx-codesign/ir';
import type { Design, DesignInstance } from './design';
import { conditionsOf } from './phases';

type Timed = Pick<Design, 'instances' | 'latencyCycles' | 'initiationInterval'>;

/** What tells the top module of a streamed design where it is in a vector. */
export interface PhaseCounters {
  /** Registers in a row that the start of a vector goes through; the last says that its result is there. */
  readonly startDelays: number;
  /** Cycles at which instances start that select by a table of phases, each once, ascending: one counter each. */
  readonly startCycles: readonly number[];
  /** Bits of a counter. */
  readonly width: number;
}

/** A counter is a clock ahead of the instances, so that what is read from a table is in a register. */
export const counterLead = 1;
/** Least cycle at which an instance can start that needs a counter: one with the start itself, one for the lead. */
export const earliestCounted = 1 + counterLead;

/** The counters that a design needs. */
export function phaseCountersOf({ instances, latencyCycles, initiationInterval }: Timed): PhaseCounters {
  const counted = instances.filter((instance) => tablesOf(instance).size > 0);
  const startCycles = [...new Set(counted.map(({ startCycle }) => startCycle))].sort((a, b) => a - b);
  return { startDelays: latencyCycles, startCycles, width: bitLength(initiationInterval - 1) };
}

/** Flip-flops of the counters, of what is read from tables, and of the start on its way. */
export function phaseBitsOf(design: Timed): number {
  const { startDelays, startCycles, width } = phaseCountersOf(design);
  const tables = new Set(
    design.instances.flatMap((instance) =>
      [...tablesOf(instance)].map((table) => `${instance.startCycle} ${table}`),
    ),
  );
  return startDelays + startCycles.length * width + tables.size;
}

/** The tables that an instance's inputs are selected by, as text. */
export function tablesOf({ inputs }: Pick<DesignInstance, 'inputs'>): Set<string> {
  return new Set(
    inputs.flatMap((source) =>
      conditionsOf(source).flatMap((condition) =>
        condition.kind === 'table' ? [condition.isRead.map(Number).join('')] : [],
      ),
    ),
  );
}
