import { lowerChannelSums } from './channelSums';
import { evaluateGraph } from './evaluateGraph';
import { operandsOf, type AdderGraph } from './graph';
import { GraphBuilder } from './graphBuilder';
import type { AdderStyle } from './adderStyle';

/** Sums of 16 elements in one channel, of which the last is always 5, plus 3. */
function sumOf16(style: AdderStyle): AdderGraph {
  const builder = new GraphBuilder();
  const x = Array.from({ length: 16 }, (_, i) => builder.input(i, i === 15 ? 5 : 0, i === 15 ? 5 : 7));
  return builder.finish(lowerChannelSums(builder, x, { ...style, constants: [3] }));
}

/** LUT levels: one for an adder of two inputs, two for one of three. */
function levelsOf({ nodes, outputs }: AdderGraph): number {
  const levels: number[] = [];
  for (const node of nodes) {
    const below = Math.max(0, ...operandsOf(node).map((operand) => levels[operand.node]));
    levels.push(below + (node.kind === 'sum' ? node.terms.length - 1 : 0));
  }
  return Math.max(...outputs.map(({ node }) => levels[node]));
}

const adders = ({ nodes }: AdderGraph): number => nodes.filter(({ kind }) => kind === 'sum').length;

describe('lowerChannelSums', () => {
  it.each([
    { style: { radix: 2 }, why: 'two inputs' },
    { style: { radix: 3 }, why: 'a depth of its own choice' },
    { style: { radix: 3, extraDepth: 2 }, why: 'a deep tree' },
  ] as const)('adds elements and constants with $why', ({ style }) => {
    const x = Array.from({ length: 16 }, (_, i) => (i === 15 ? 5 : (3 * i) % 8));
    const expected = x.reduce((sum, value) => sum + value, 3);
    expect(evaluateGraph(sumOf16(style), x)).toEqual([expected]);
  });

  it.each([
    { extraDepth: 0, levels: 5, why: '17 leaves in 5 levels' },
    { extraDepth: 1, levels: 6, why: 'one more' },
  ] as const)('stays within $levels levels for $extraDepth more: $why', ({ extraDepth, levels }) => {
    expect(levelsOf(sumOf16({ radix: 3, extraDepth }))).toBeLessThanOrEqual(levels);
  });

  it('takes fewer adders of three inputs where there is room for them', () => {
    expect(adders(sumOf16({ radix: 2 }))).toBe(15);
    expect(adders(sumOf16({ radix: 3 }))).toBeLessThanOrEqual(9);
  });
});
