import { separations } from './separations';
import type { TimingGraph } from './timing';

/** A chain with a value that skips one node: 0 (input), 1, 2, 3 = f(2, 1), by their delays. */
function pairsOf(delayNs: readonly [number, number, number], endNs: number): number[][] {
  const operands = [[], [0], [1], [1, 2]];
  const graph: TimingGraph = {
    operands,
    readers: operands.map((_, id) =>
      operands.flatMap((list, reader) => (list.includes(id as never) ? [reader] : [])),
    ),
    delayNs: [0, ...delayNs],
    bits: [8, 8, 8, 8],
    isOutput: [false, false, false, true],
    startNs: 1,
    endNs,
  };
  return separations(graph).map(({ first, second }) => [first, second]);
}

describe('separations', () => {
  it.each([
    { delays: [2, 2, 2], end: 7, pairs: [], why: 'all three fit after the clock edge at 1' },
    { delays: [2, 2, 2], end: 6, pairs: [[1, 3]], why: 'the way of all three is too long' },
    {
      delays: [2, 2, 2],
      end: 4,
      pairs: [
        [1, 2],
        [1, 3],
        [2, 3],
      ],
      why: 'no two fit',
    },
    { delays: [2, 0, 2], end: 4, pairs: [[1, 3]], why: 'wiring is never too late' },
    {
      delays: [2, 9, 2],
      end: 6,
      pairs: [
        [1, 2],
        [2, 3],
      ],
      why: 'a node slower than the clock stands alone',
    },
  ] as const)('of delays $delays up to $end are $pairs: $why', ({ delays, end, pairs }) => {
    expect(pairsOf(delays, end)).toEqual(pairs);
  });
});
