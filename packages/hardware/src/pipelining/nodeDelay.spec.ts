import type { GraphNode } from '../adderGraph/graph';
import { delayModels } from './delayModel';
import { nodeDelayNs } from './nodeDelay';

/** One LUT and the net to it take 0.39 ns. */
const model = delayModels.xcup;

function clampDelayNs(x: readonly [number, number], limits: readonly [number, number]): number {
  const nodes: GraphNode[] = [
    { kind: 'input', element: 0, low: x[0], high: x[1] },
    {
      kind: 'clamp',
      x: { node: 0, shift: 0 },
      minimum: limits[0],
      maximum: limits[1],
      low: Math.max(x[0], limits[0]),
      high: Math.min(x[1], limits[1]),
    },
  ];
  return nodeDelayNs(nodes, nodes[1], model);
}

const top = 2 ** 20;

describe('nodeDelayNs of a clamp', () => {
  it.each([
    { x: [-9, 9], to: [0, 9], levels: 1, why: 'ReLU: the sign selects' },
    { x: [-9, 9], to: [-1, 0], levels: 1, why: 'the sign selects between the limits' },
    { x: [-8, top - 1], to: [-8, 7], levels: 3, why: 'above: 18 upper bits are two levels of LUT6' },
    { x: [-top, 7], to: [-8, 7], levels: 3, why: 'below: the same 18 bits' },
    { x: [-top, top - 1], to: [-8, 7], levels: 3, why: 'both: the same bits twice, side by side' },
    { x: [-top, 15], to: [0, 7], levels: 3, why: 'above, of an operand that is wide below only' },
    { x: [-64, 15], to: [-8, 15], levels: 2, why: 'below: bits 3 to 6' },
    { x: [0, 511], to: [0, 7], levels: 2, why: 'unsigned: bits 3 to 8' },
    { x: [0, 1023], to: [0, 7], levels: 3, why: 'unsigned: bits 3 to 9 are seven' },
  ] as const)('$x to $to takes $levels LUT levels: $why', ({ x, to, levels }) => {
    expect(clampDelayNs(x, to)).toBeCloseTo(levels * 0.39, 9);
  });

  it('is that of an adder and a LUT for a limit that is no power of two', () => {
    // Net and LUT 0.39, carry 0.11 + 5 x 0.005 + 0.10, then 0.39.
    expect(clampDelayNs([-9, 9], [-5, 9])).toBeCloseTo(1.015, 9);
  });
});

describe('nodeDelayNs of a multiplier', () => {
  const nodes: GraphNode[] = [
    { kind: 'input', element: 0, low: -8, high: 7 },
    { kind: 'input', element: 1, low: -8, high: 7 },
    { kind: 'product', a: { node: 0, shift: 0 }, b: { node: 1, shift: 0 }, low: -56, high: 64 },
    {
      ...{ kind: 'blockSum', product: 2, low: -56, high: 64 },
      registers: { a: 0, b: 0, addend: 0, product: 0, result: 0 },
    },
    { kind: 'row', x: 0, y: 1, digit: 0, low: -16, high: 14 },
    { kind: 'row', x: 0, y: 1, digit: 1, addend: 4, low: -56, high: 64 },
  ];

  it.each([
    [2, 1.1, "the block's multiplier; the route to it stands at the end of the stage"],
    [3, 0.92, "the block's adder 0.63 and a route 0.29"],
    [4, 0.625, 'an adder of 5 bits: net and LUT 0.39, carry 0.11 + 5 x 0.005 + 0.10'],
    [5, 0.63, 'one of 8 bits less the two that are those of the row before'],
  ])('of node %i is %d ns: %s', (id, delayNs) => {
    expect(nodeDelayNs(nodes, nodes[id], model)).toBeCloseTo(delayNs, 9);
  });
});
