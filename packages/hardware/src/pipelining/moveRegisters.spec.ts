import { moveRegisters } from './moveRegisters';
import { readyNs, type TimingGraph } from './timing';

/** Nodes as [operands, bits]; the last is the output. */
function timing(nodes: [number[], number][]): TimingGraph {
  const operands = nodes.map(([list]) => list);
  return {
    operands,
    readers: nodes.map((_, id) =>
      nodes.flatMap((_node, reader) => (operands[reader].includes(id) ? [reader] : [])),
    ),
    bits: nodes.map(([, bits]) => bits),
    delayNs: nodes.map(([list]) => (list.length > 0 ? 1 : 0)),
    isOutput: nodes.map((_, id) => id === nodes.length - 1),
    startNs: 0,
    endNs: 1,
  };
}

function move(graph: TimingGraph, stage: number[]): number[] {
  const ready: number[] = [];
  stage.forEach((_, id) => ready.push(readyNs(graph, stage, ready, id)));
  moveRegisters(graph, stage, ready);
  return stage;
}

describe('moveRegisters', () => {
  it('computes a sum late if its operands wait for a later reader anyway', () => {
    // 2 = f(0, 1) is read in stage 2; so are 0 and 1 by 4, which needs 3 (stage 1).
    const graph = timing([
      [[], 8],
      [[], 8],
      [[0, 1], 9],
      [[0], 8],
      [[3], 8],
      [[0, 1, 2, 4], 9],
    ]);
    expect(move(graph, [0, 0, 0, 0, 1, 2])[2]).toBe(1);
  });

  it('computes a sum early if it frees operands that are wider together', () => {
    const graph = timing([
      [[], 8],
      [[], 8],
      [[0, 1], 9],
      [[2], 9],
      [[3], 9],
    ]);
    expect(move(graph, [0, 0, 0, 1, 2])).toEqual([0, 0, 0, 1, 2]);
  });

  it('does not move a node behind another in a stage that has no time for both', () => {
    const graph = timing([
      [[], 4],
      [[0], 9],
      [[1, 0], 9],
    ]);
    expect(move(graph, [0, 0, 1])).toEqual([0, 0, 1]);
  });
});
