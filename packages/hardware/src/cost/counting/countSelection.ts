import { clampTests, type ClampTest } from '../../adderGraph/clampTests';
import type { AdderGraph, GraphNode, NodeId } from '../../adderGraph/graph';
import { intervalWidth } from '../../adderGraph/intervalWidth';
import { shifted } from '../../adderGraph/usedBits';
import { fill, type Counted } from './counted';
import type { Tally } from './tally';

/** Comparisons up to this width become plain LUTs. */
const widestWithoutChain = 2;
/** And where a carry bit compares two. */
const widestOfLuts = 3;

/**
 * A clamp costs nothing but its tests where the reset or set of a register does it: one limit only, nothing but registers
 * behind, no other selection ahead. Clamps that only clamps read are counted with those.
 */
export function countClamp(tally: Tally, { node, bits, range, readers }: Counted<'clamp'>): void {
  const x = shifted(tally.graph.nodes, node.x);
  const { below, above } = clampTests(x, node);
  if (below.kind === 'never' && above.kind === 'never') {
    return fill(bits, range, (i) => tally.sources.at(node.x, i));
  }
  const { width, signed } = intervalWidth(x.low, x.high);
  for (const test of [below, above]) countTest(tally, test, { width, signed });
  const hasOneLimit = below.kind === 'never' || above.kind === 'never';
  const isReset = hasOneLimit && isOnly(readers, 'register') && !isSelected(tally.graph, node.x.node);
  const kind = isReset || isOnly(readers, 'clamp') ? 'resetBits' : 'clampedBits';
  tally.add(kind, range.to - range.from);
  fill(bits, range, () => tally.sources.fresh());
}

function countTest(
  tally: Tally,
  test: ClampTest,
  { width, signed }: { readonly width: number; readonly signed: boolean },
): void {
  if (test.kind === 'bits') {
    const tested = Math.max(0, width - Number(signed) - test.fromBit);
    tally.add('testedBits', tested);
    tally.add('testLuts', Math.ceil(Math.max(0, tested - 1) / (tally.lutInputs - 1)));
  } else if (test.kind === 'compare') {
    tally.add('comparedBits', width);
    if (!comparesPairs(tally)) tally.chains.push(width);
  }
}

/** Whether a carry bit compares two bits, as with six-input LUTs; a comparison with a constant is then LUTs alone. */
function comparesPairs({ lutInputs }: Tally): boolean {
  return lutInputs === 6;
}

/** A selection by the sign. */
export function countLeaky(tally: Tally, { node, bits, range }: Counted<'leaky'>): void {
  const { x, slopeShift } = node;
  const { low, high } = shifted(tally.graph.nodes, x);
  const sign = tally.sources.at(x, intervalWidth(low, high).width - 1);
  const scaled = { ...x, shift: x.shift + slopeShift };
  fill(bits, range, (i) => {
    const { bit: choice } = tally.sources.shared(
      'leaky',
      tally.sources.at(x, i),
      tally.sources.at(scaled, i),
    );
    return tally.addShared('leakyBits', 'selected', sign, choice);
  });
}

/** A comparison and a selection. */
export function countMaximum(tally: Tally, { node, bits, range }: Counted<'maximum'>): void {
  const [a, b] = [shifted(tally.graph.nodes, node.a), shifted(tally.graph.nodes, node.b)];
  const { width } = intervalWidth(Math.min(a.low, b.low), Math.max(a.high, b.high));
  if (width > widestWithoutChain) {
    tally.add('comparedBits', width);
    if (!comparesPairs(tally)) tally.chains.push(width);
    else if (width > widestOfLuts) tally.chains.push(Math.ceil(width / 2));
  }
  const test = tally.sources.fresh();
  const kind = width === 1 ? 'orBits' : 'largerBits';
  fill(bits, range, (i) => {
    const { bit: choice } = tally.sources.shared(
      'larger',
      tally.sources.at(node.a, i),
      tally.sources.at(node.b, i),
    );
    return tally.addShared(kind, 'selected', test, choice);
  });
}

function isOnly(readers: ReadonlySet<GraphNode['kind']>, kind: GraphNode['kind']): boolean {
  return [...readers].every((reader) => reader === kind);
}

/** Whether a value comes out of another selection, through slices. */
function isSelected({ nodes }: AdderGraph, id: NodeId): boolean {
  const node = nodes[id];
  return node.kind === 'slice'
    ? isSelected({ nodes, outputs: [], names: [] }, node.x)
    : ['clamp', 'leaky'].includes(node.kind);
}
