import type { NodeId } from '../adderGraph/graph';
import type { TimingGraph } from './timing';

/** `second` has to be computed at least one stage after `first`: the way between them is too long for one. */
export interface Separation {
  readonly first: NodeId;
  readonly second: NodeId;
}

/**
 * The pairs of nodes at the ends of ways that just do not fit into a clock period (Leiserson and Saxe 1991, section 7,
 * doi:10.1007/BF01759032). A node slower than the clock is apart from all that is before and after it.
 */
export function separations(graph: TimingGraph): Separation[] {
  const arrivalNs = new Float64Array(graph.operands.length).fill(-1);
  const isPending = new Uint8Array(graph.operands.length);
  return graph.operands.flatMap((_, first) =>
    graph.delayNs[first] > 0 ? separationsOf(graph, first, { arrivalNs, isPending }) : [],
  );
}

/** Scratch space by node, the same before and after: arrivals are -1, and nothing is pending. */
interface Marks {
  readonly arrivalNs: Float64Array;
  readonly isPending: Uint8Array;
}

/** Follows the readers of a node in their order as far as the clock period goes. */
function separationsOf(graph: TimingGraph, first: NodeId, { arrivalNs, isPending }: Marks): Separation[] {
  const { operands, readers, delayNs, startNs, endNs } = graph;
  const found: Separation[] = [];
  const reached: NodeId[] = [];
  let end = first;
  const reach = (id: NodeId, timeNs: number): void => {
    arrivalNs[id] = timeNs;
    reached.push(id);
    readers[id].forEach((reader) => {
      isPending[reader] = 1;
      end = Math.max(end, reader);
    });
  };
  reach(first, startNs + delayNs[first]);
  for (let id = first + 1; id <= end; id++) {
    if (isPending[id]) {
      isPending[id] = 0;
      const latest = operands[id].reduce((time, operand) => Math.max(time, arrivalNs[operand]), -1);
      if (delayNs[id] > 0 && latest + delayNs[id] > endNs) {
        found.push({ first, second: id });
      } else {
        reach(id, latest + delayNs[id]);
      }
    }
  }
  reached.forEach((id) => (arrivalNs[id] = -1));
  return found;
}
