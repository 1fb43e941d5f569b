import { fill, type Counted } from './counted';
import type { Tally } from './tally';

/** A LUT of six inputs for each bit selects the multiple and adds it; bits below are those of the rows before. */
export function countRow(tally: Tally, { node: { digit, addend }, bits, range }: Counted<'row'>): void {
  const place = 2 * digit;
  const below = { from: range.from, to: Math.min(place, range.to) };
  if (addend !== undefined) {
    fill(bits, below, (i) => tally.sources.at({ node: addend, shift: 0 }, i));
  }
  if (range.to <= place) return;
  tally.add('pairBits', range.to - place);
  tally.chains.push(range.to - place);
  fill(bits, { from: Math.max(place, range.from), to: range.to }, () => tally.sources.fresh());
}
