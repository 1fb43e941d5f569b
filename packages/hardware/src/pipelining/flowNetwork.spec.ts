import { FlowNetwork } from './flowNetwork';

/** Nodes on the side of node 0 of the minimum cut to node 1. */
function sideOf(nodes: number, edges: readonly [number, number, number][]): number[] {
  const network = new FlowNetwork(nodes);
  edges.forEach(([from, to, capacity]) => network.connect(from, to, capacity));
  return [...network.sourceSide(0, 1)].flatMap((flag, node) => (flag ? [node] : []));
}

describe('FlowNetwork', () => {
  it.each([
    {
      edges: [
        [0, 2, 5],
        [2, 1, 3],
      ],
      side: [0, 2],
      why: 'the narrower edge is cut',
    },
    {
      edges: [
        [0, 2, 3],
        [2, 1, 3],
      ],
      side: [0],
      why: 'of two equal cuts the one nearest to the source',
    },
    { edges: [[0, 2, 9]], side: [0, 2], why: 'nothing flows' },
    {
      edges: [
        [0, 2, 4],
        [0, 3, 4],
        [2, 3, Infinity],
        [3, 1, 7],
      ],
      side: [0, 2, 3],
      why: 'what flows from 2 to 3 counts with what flows to 3',
    },
    {
      // Ways of three edges first: 0-2-3-1 takes the edge 2-3, which 0-2-5-1 and 0-4-3-1 have to take back.
      edges: [
        [0, 2, 1],
        [2, 3, 1],
        [3, 1, 1],
        [2, 5, 1],
        [5, 6, 1],
        [6, 1, 1],
        [0, 4, 1],
        [4, 7, 1],
        [7, 3, 1],
      ],
      side: [0],
      why: 'flow is taken back from an edge',
    },
  ] as { edges: [number, number, number][]; side: number[]; why: string }[])(
    'cuts $edges at $side: $why',
    ({ edges, side }) => {
      expect(sideOf(8, edges)).toEqual(side);
    },
  );
});
