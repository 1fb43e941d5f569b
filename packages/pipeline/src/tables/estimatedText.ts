import type { Costs } from '../records/costs';
import { count } from './table';

/** Estimated LUTs; a question mark where the cost model extrapolates. */
export function estimatedLuts({ luts, outside }: Pick<Costs, 'luts' | 'outside'>): string {
  return `${count(luts)}${outside ? '?' : ''}`;
}

/** What the question marks of a table stand for; nothing where it has none. */
export function outsideNote(costs: readonly Pick<Costs, 'outside'>[]): string {
  const facts = [...new Set(costs.flatMap(({ outside = [] }) => outside))];
  return facts.length === 0 ? '' : `; ?: outside the cost model's range: ${facts.join('; ')}`;
}
