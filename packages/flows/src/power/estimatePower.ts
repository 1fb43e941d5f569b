import type { PartFamily } from '@nx-codesign/hardware';
import { powerModels, type PowerModel, type Range } from './powerModel';
import type { ToggleCounts } from './toggleCounts';

export interface PowerEstimate {
  /** From toggles of the netlist and capacitances that no place and route has seen. */
  readonly mark: 'estimated';
  /** Of nets, logic and flip-flops' clocks; without leakage, pins, transceivers and the clock's trunk. */
  readonly dynamicMilliwatts: Range;
  /** For a vector, if they follow each other without a gap. */
  readonly nanojoulesPerVector: Range;
  /** Mean over the routed nets. */
  readonly togglesPerNetAndCycle: number;
  readonly volts: number;
}

export interface PowerConditions {
  readonly family: PartFamily;
  readonly clockPeriodNs: number;
  /** Cycles from one vector to the next. */
  readonly initiationInterval: number;
}

/**
 * Dynamic power of a design from how often its nets change: half of C V^2 for each change, C V^2 for each flip-flop and
 * cycle of its clock. A range, since capacitances before routing and glitches are known roughly only. `undefined` if no
 * cycles were counted, or there is no net to count on.
 */
export function estimatePower(
  { cycles, instances }: ToggleCounts,
  { family, clockPeriodNs, initiationInterval }: PowerConditions,
): PowerEstimate | undefined {
  const nets = instances.flatMap((instance) => instance.nets);
  if (cycles === 0 || nets.length === 0) return undefined;
  const registers = nets.reduce((sum, { driver }) => sum + (driver === 'register' ? 1 : 0), 0);
  const togglesPerCycle = nets.reduce((sum, { toggles }) => sum + toggles, 0) / cycles;
  const model = powerModels[family];
  const picojoules = (end: 'low' | 'high'): number => cycleEnergy({ togglesPerCycle, registers }, model, end);
  const range = (of: (picojoulesPerCycle: number) => number): Range => ({
    low: threeDigits(of(picojoules('low'))),
    high: threeDigits(of(picojoules('high'))),
  });
  return {
    mark: 'estimated',
    // A picojoule per nanosecond is a milliwatt.
    dynamicMilliwatts: range((energy) => energy / clockPeriodNs),
    nanojoulesPerVector: range((energy) => (energy * initiationInterval) / 1000),
    togglesPerNetAndCycle: threeDigits(togglesPerCycle / nets.length),
    volts: model.volts,
  };
}

/** Picojoules that a clock cycle takes. */
function cycleEnergy(
  { togglesPerCycle, registers }: { readonly togglesPerCycle: number; readonly registers: number },
  { volts, netPicofarads, clockPicofarads, glitches }: PowerModel,
  end: 'low' | 'high',
): number {
  const nets = (togglesPerCycle * glitches[end] * netPicofarads[end]) / 2;
  return (nets + registers * clockPicofarads[end]) * volts ** 2;
}

/** More digits would not be true. */
function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
