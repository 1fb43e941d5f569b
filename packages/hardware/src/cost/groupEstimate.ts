import { intervalWidth } from '../adderGraph/intervalWidth';
import type { ElementBounds } from '../design/groupBounds';
import { expectedKinds, type ExpectedKind } from './fitted/fittedModel';

/** A slice of a group's logic between possible register positions. */
export interface LogicStep {
  readonly delayNs: number;
  /** Bits that are alive after it. */
  readonly liveBits: number;
}

/** Expected logic of one operation or of a group of them, at one position. */
export interface GroupEstimate extends Readonly<Record<ExpectedKind, number>> {
  readonly steps: readonly LogicStep[];
}

export const noLogic: GroupEstimate = {
  adderBits: 0,
  selectedBits: 0,
  comparedBits: 0,
  tableLuts: 0,
  steps: [],
};

/** One after the other. */
export function inSequence(parts: readonly GroupEstimate[]): GroupEstimate {
  const total = (kind: ExpectedKind): number => parts.reduce((sum, part) => sum + part[kind], 0);
  const counts = Object.fromEntries(expectedKinds.map((kind) => [kind, total(kind)])) as Record<
    ExpectedKind,
    number
  >;
  return { ...counts, steps: parts.flatMap(({ steps }) => steps) };
}

/** Bits that vary, by element. */
export function widthsOf({ low, high }: ElementBounds): number[] {
  return low.map((bottom, i) => (bottom === high[i] ? 0 : intervalWidth(bottom, high[i]).width));
}

/** Sum of the values of the elements that are flagged. */
export function sumWhere(values: readonly number[], flags: readonly boolean[]): number {
  return values.reduce((sum, value, i) => (flags[i] ? sum + value : sum), 0);
}
