import fc from 'fast-check';
import { leastRegisters } from './leastRegisters';
import { earliestStages } from './scheduleGraph';
import { readyNs, type TimingGraph } from './timing';

const seed = 31;

/** Nodes as [operands, bits, delay (1)]; the last one and all that nothing reads are outputs. */
function timing(nodes: readonly [number[], number, number?][], endNs = 1): TimingGraph {
  const operands = nodes.map(([list]) => list);
  const readers = nodes.map((_, id) =>
    nodes.flatMap((_node, reader) => (operands[reader].includes(id) ? [reader] : [])),
  );
  return {
    operands,
    readers,
    bits: nodes.map(([, bits]) => bits),
    delayNs: nodes.map(([list, , delay = 1]) => (list.length > 0 ? delay : 0)),
    isOutput: readers.map((list) => list.length === 0),
    startNs: 0,
    endNs,
  };
}

function registerBits(
  { readers, bits, isOutput }: TimingGraph,
  stage: readonly number[],
  last: number,
): number {
  return stage.reduce((sum, own, id) => {
    const until = Math.max(own, isOutput[id] ? last + 1 : 0, ...readers[id].map((reader) => stage[reader]));
    return sum + (until - own) * bits[id];
  }, 0);
}

describe('leastRegisters', () => {
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
    expect(leastRegisters(graph, [0, 0, 0, 0, 1, 2])[2]).toBe(1);
  });

  it('computes a sum early if it frees operands that are wider together', () => {
    const graph = timing([
      [[], 8],
      [[], 8],
      [[0, 1], 9],
      [[2], 9],
      [[3], 9],
    ]);
    expect(leastRegisters(graph, [0, 0, 0, 1, 2])).toEqual([0, 0, 0, 1, 2]);
  });

  it('moves two sums together where neither gains alone', () => {
    // Kept for stage 3, 1 and 2 take 3 x 14 bits; 0 kept for stage 2 and then both 2 x 8 + 14; 0 and one of both more.
    const graph = timing([
      [[], 8],
      [[0], 7],
      [[0], 7],
      [[0], 1],
      [[3], 1],
      [[4], 1],
      [[1, 2, 5], 9],
    ]);
    expect(leastRegisters(graph, [0, 0, 0, 0, 1, 2, 3])).toEqual([0, 2, 2, 0, 1, 2, 3]);
  });

  it(`finds the fewest register bits of all stages that keep the clock (seed ${seed})`, () => {
    const node = (id: number) =>
      fc.tuple(
        fc.uniqueArray(fc.nat(id - 1), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 1, 2, 3, 5),
      );
    const nodes = fc.tuple(node(2), node(3), node(4), node(5), node(6));
    const check = (drawn: [number[], number, number][], endNs: number): void => {
      const graph = timing([[[], 6], [[], 4], ...drawn], endNs);
      const earliest = earliestStages(graph);
      const last = Math.max(...earliest);
      const best = allStages(graph, last).reduce(
        (least, stage) => Math.min(least, registerBits(graph, stage, last)),
        Infinity,
      );
      const found = leastRegisters(graph, earliest);
      expect(isLegal(graph, found)).toBe(true);
      expect(registerBits(graph, found, last)).toBe(best);
    };
    fc.assert(fc.property(nodes, fc.constantFrom(3, 4, 6), check), { seed });
  });
});

/** Every legal assignment of the nodes to stages up to the last, inputs at 0. */
function allStages(graph: TimingGraph, last: number): number[][] {
  const complete = graph.operands.reduce<number[][]>(
    (found, operands) =>
      found.flatMap((stage) =>
        operands.length === 0
          ? [[...stage, 0]]
          : Array.from({ length: last + 1 }, (_, own) => [...stage, own]).filter((each) =>
              operands.every((operand) => each[operand] <= each[each.length - 1]),
            ),
      ),
    [[]],
  );
  return complete.filter((stage) => isLegal(graph, stage));
}

/** Values are there in time, or are those of a node that is slower than the clock and begins with the stage. */
function isLegal(graph: TimingGraph, stage: readonly number[]): boolean {
  const ready: number[] = [];
  return stage.every((own, id) => {
    ready.push(readyNs(graph, stage, ready, id));
    const delay = graph.delayNs[id];
    return (
      graph.operands[id].every((operand) => stage[operand] <= own) &&
      (delay === 0 || ready[id] <= graph.endNs || ready[id] === graph.startNs + delay)
    );
  });
}
