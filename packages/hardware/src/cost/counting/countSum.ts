import type { Signal, Term } from '../../adderGraph/graph';
import { sumLayout } from '../../adderGraph/sumLayout';
import { oneBit, varies } from './bitSources';
import { fill, type Counted } from './counted';
import type { Tally } from './tally';

/** Two-input adders up to this width become plain LUTs in every family. */
const widestWithoutChain = 2;

/** An adder, or wiring where the terms do not overlap; bits below the adder are those of the first term. */
export function countSum(tally: Tally, { node: { terms }, bits, range }: Counted<'sum'>): void {
  const { graph, sources } = tally;
  const { start, concatenation } = sumLayout(terms, graph.nodes[terms[0].node]);
  if (concatenation) {
    return fill(bits, range, (i) => sources.at(terms[i < terms[1].shift ? 0 : 1], i));
  }
  fill(bits, { from: range.from, to: Math.min(start, range.to) }, (i) => sources.at(terms[0], i));
  if (range.to > start) {
    countAdder(tally, terms, { from: start, to: range.to });
    fill(bits, { from: start, to: range.to }, () => sources.fresh());
  }
}

function countAdder(tally: Tally, terms: readonly Term[], range: { from: number; to: number }): void {
  const width = range.to - range.from;
  if (terms.length > 2) {
    tally.add('ternaryBits', width);
    tally.chains.push(width);
    return;
  }
  if (width <= widestWithoutChain) return tally.add('narrowBits', width);
  tally.chains.push(width);
  const [a, b] = [...terms].sort((x, y) => Number(x.negative) - Number(y.negative));
  for (let i = range.from; i < range.to; i++) countBit(tally, { a, b, isDifference: b.negative }, i);
}

/** The LUT of one bit gives `a xor b` to the carry chain, where that is more than a wire. */
function countBit(
  tally: Tally,
  { a, b, isDifference }: { readonly a: Signal; readonly b: Signal; readonly isDifference: boolean },
  i: number,
): void {
  const [x, y] = [tally.sources.at(a, i), tally.sources.at(b, i)];
  if (isDifference && varies(y)) tally.addShared('negatedBits', 'negated', y);
  if (varies(x) && varies(y)) {
    tally.addShared('pairBits', isDifference ? 'difference' : 'sum', Math.min(x, y), Math.max(x, y));
  } else if (varies(x) || varies(y)) {
    const [own, constant] = varies(x) ? [x, y] : [y, x];
    const isInverted = (constant === oneBit) !== isDifference;
    if (isInverted) tally.addShared('invertedBits', 'not', own);
    else tally.add('loneBits', 1);
  }
}
