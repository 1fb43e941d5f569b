import type { NodeId } from '../adderGraph/graph';
import { FlowNetwork } from './flowNetwork';
import { separations } from './separations';
import type { TimingGraph } from './timing';

/** From one node to another at least so many stages, 0 or 1. */
interface Distance {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly stages: 0 | 1;
}

/** A stage of `low ... high`: a node of the network for each one above `low`, on the source's side if it is reached. */
interface Variable {
  readonly low: number;
  readonly high: number;
  /** Number of the node for stage `low + 1`. */
  readonly first: number;
}

/**
 * Stages with the fewest register bits that keep the clock, the stage count and the order (retiming for minimal state,
 * Leiserson and Saxe 1991, section 8, doi:10.1007/BF01759032): the stage of each node and that of its last reader are
 * variables of a closure problem, solved by one minimum cut (Picard 1976, doi:10.1287/mnsc.22.11.1268). `earliest` are
 * the stages as early as possible; inputs stay at stage 0, outputs are read one stage after the last. Of several
 * optima the earliest.
 */
export function leastRegisters(graph: TimingGraph, earliest: readonly number[]): number[] {
  const last = earliest.reduce((latest, stage) => Math.max(latest, stage), 0);
  if (last === 0) {
    return [...earliest];
  }
  const distances = distancesOf(graph);
  const latest = latestStages(graph, distances, last);
  const numbered = new Numbering();
  const computed = earliest.map((stage, id) => numbered.variable(stage, latest[id]));
  const released = graph.readers.map((readers, id) => {
    const until = (stages: readonly number[]): number =>
      readers.reduce(
        (most, reader) => Math.max(most, stages[reader]),
        graph.isOutput[id] ? last + 1 : stages[id],
      );
    return numbered.variable(until(earliest), until(latest));
  });
  const network = new FlowNetwork(numbered.count);
  graph.bits.forEach((bits, id) => {
    nodesOf(network, computed[id]).forEach((node) => network.connect(source, node, bits));
    nodesOf(network, released[id]).forEach((node) => network.connect(node, sink, bits));
    imply(network, { from: computed[id], to: released[id], stages: 0 });
    graph.readers[id].forEach((reader) =>
      imply(network, { from: computed[reader], to: released[id], stages: 0 }),
    );
  });
  distances.forEach(({ from, to, stages }) =>
    imply(network, { from: computed[from], to: computed[to], stages }),
  );
  const reached = network.sourceSide(source, sink);
  return computed.map(({ low, high, first }) => {
    let stage = low;
    for (let node = first; node < first + high - low; node++) stage += reached[node];
    return stage;
  });
}

const source = 0;
const sink = 1;

/** Numbers the nodes of the network, source and sink first. */
class Numbering {
  count = 2;

  variable(low: number, high: number): Variable {
    const first = this.count;
    this.count += high - low;
    return { low, high, first };
  }
}

function distancesOf(graph: TimingGraph): Distance[] {
  const order = graph.operands.flatMap((operands, to) =>
    operands.map((from): Distance => ({ from, to, stages: 0 })),
  );
  return [
    ...order,
    ...separations(graph).map(({ first, second }): Distance => ({ from: first, to: second, stages: 1 })),
  ];
}

/** The last stages that keep the distances up to the last stage of all. */
function latestStages(graph: TimingGraph, distances: readonly Distance[], last: number): number[] {
  const after: Distance[][] = graph.operands.map(() => []);
  distances.forEach((distance) => after[distance.from].push(distance));
  const latest = graph.operands.map(() => last);
  for (let id = latest.length - 1; id >= 0; id--) {
    latest[id] =
      graph.operands[id].length === 0
        ? 0
        : after[id].reduce((stage, { to, stages }) => Math.min(stage, latest[to] - stages), last);
  }
  return latest;
}

/** The nodes of a variable: a stage that is reached implies the one before. */
function nodesOf(network: FlowNetwork, { low, high, first }: Variable): number[] {
  const nodes: number[] = [];
  for (let node = first; node < first + high - low; node++) {
    if (node > first) network.connect(node, node - 1, Infinity);
    nodes.push(node);
  }
  return nodes;
}

/** `to >= from + stages`. */
function imply(
  network: FlowNetwork,
  { from, to, stages }: { readonly from: Variable; readonly to: Variable; readonly stages: 0 | 1 },
): void {
  for (let stage = from.low + 1; stage <= from.high; stage++) {
    if (stage + stages > to.low) {
      network.connect(from.first + stage - from.low - 1, to.first + stage + stages - to.low - 1, Infinity);
    }
  }
}
