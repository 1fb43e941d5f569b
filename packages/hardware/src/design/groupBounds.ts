import type { IntegerProgram, ValueId } from '@nx-codesign/ir';
import { markOperands } from './neededElements';
import type { LayerGroup } from './partition';

/** Bounds by element. */
export interface ElementBounds {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** What holds for one part of a value at every position of a group. */
export interface PartFacts extends ElementBounds {
  /** Elements that something reads at some position, unless they are the same constant at all. */
  readonly needed: readonly boolean[];
}

/** The smallest interval that holds all given ones, by element of a part; `values` are parts one after the other. */
export function unionOfParts({ low, high }: ElementBounds, positions: number): ElementBounds {
  const length = low.length / positions;
  const over = (bounds: readonly number[], pick: (...values: number[]) => number): number[] =>
    Array.from({ length }, (_, i) => {
      let best = bounds[i];
      for (let at = i + length; at < bounds.length; at += length) {
        best = pick(best, bounds[at]);
      }
      return best;
    });
  return { low: over(low, Math.min), high: over(high, Math.max) };
}

/**
 * Bounds of the parts of a group's values over all positions, and the elements that its result needs. `needed` are the
 * elements of the program's values that something reads.
 */
export function partFacts(
  { operations }: IntegerProgram,
  group: LayerGroup,
  needed: readonly (readonly boolean[])[],
): ReadonlyMap<ValueId, PartFacts> {
  const values = [...group.inputs, ...group.operations];
  const bounds = new Map(values.map((id) => [id, unionOfParts(operations[id], group.positions)]));
  const marks: Record<ValueId, boolean[]> = Object.fromEntries(
    [...bounds].map(([id, { low }]) => [id, low.map(() => false)]),
  );
  const result = group.operations[group.operations.length - 1];
  needed[result].forEach((flag, i) => (marks[result][i % marks[result].length] ||= flag));
  for (const id of [...group.operations].reverse()) {
    const { low, high } = bounds.get(id)!;
    marks[id] = marks[id].map((flag, i) => flag && low[i] !== high[i]);
    markOperands(operations[id], { varying: marks[id], needed: marks });
  }
  return new Map([...bounds].map(([id, { low, high }]) => [id, { low, high, needed: marks[id] }]));
}
