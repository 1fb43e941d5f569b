import type { AdderGraph, GraphNode, NodeId } from '../../adderGraph/graph';
import { nodeFormat } from '../../adderGraph/nodeFormat';
import type { UsedBits } from '../../adderGraph/usedBits';
import { varies, zeroBit } from './bitSources';
import { countClamp, countLeaky, countMaximum } from './countSelection';
import { countRow } from './countRow';
import { countSum } from './countSum';
import { countTable } from './countTable';
import type { LogicCounts } from './logicCounts';
import { fill, type Counted } from './counted';
import { readersOf } from './readers';
import { Tally } from './tally';

/**
 * Counts the logic of a module as synthesis will see it, in time linear in its bits; `lutInputs` is the size of the
 * family's LUTs.
 */
export function countLogic(graph: AdderGraph, used: UsedBits, lutInputs: number): LogicCounts {
  const tally = new Tally(graph, lutInputs);
  const readers = readersOf(graph, used);
  graph.nodes.forEach((node, id) => {
    const { width } = nodeFormat(node);
    const bits = new Int32Array(width).fill(zeroBit);
    const range = { from: used.from[id], to: Math.min(width, used.to[id]) };
    if (range.from < range.to) countNode(tally, { node, bits, range, readers: readers[id] });
    tally.sources.set(id, bits);
  });
  return tally.counts;
}

function countNode(
  tally: Tally,
  counted: Omit<Counted<GraphNode['kind']>, 'node'> & { node: GraphNode },
): void {
  const { node, bits, range } = counted;
  switch (node.kind) {
    case 'input':
      return fill(bits, range, () => tally.sources.fresh());
    case 'constant':
      return;
    case 'slice':
      return fill(bits, range, (i) => tally.sources.at(whole(node.x), i + node.shift));
    case 'register':
      return fill(bits, range, (i) => {
        const data = tally.sources.at(whole(node.x), i);
        return varies(data) ? tally.addRegister(data) : data;
      });
    case 'sum':
      return countSum(tally, { ...counted, node });
    case 'clamp':
      return countClamp(tally, { ...counted, node });
    case 'leaky':
      return countLeaky(tally, { ...counted, node });
    case 'maximum':
      return countMaximum(tally, { ...counted, node });
    case 'table':
      return countTable(tally, { ...counted, node });
    case 'row':
      return countRow(tally, { ...counted, node });
    case 'product':
    case 'blockSum':
      return fill(bits, range, () => tally.sources.fresh());
  }
}

function whole(node: NodeId): { node: NodeId; shift: 0 } {
  return { node, shift: 0 };
}
