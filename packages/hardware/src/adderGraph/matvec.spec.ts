import fc from 'fast-check';
import { RandomSource } from '../__fixtures__/randomSource';
import { evaluateGraph } from './evaluateGraph';
import { operandsOf, type AdderGraph } from './graph';
import { GraphBuilder } from './graphBuilder';
import { intervalWidth } from './intervalWidth';
import { lowerMatvec } from './matvec';
import { adderBitsOf, shifted, usedBits } from './usedBits';

const seed = 14;

/** The graph of `x [inputs]` times rows of weights, by input. */
function graphOf(
  rows: number[][],
  options: { constant?: number[]; radix?: 2 | 3; low?: number; extraDepth?: 0 | 1 | 2 } = {},
): AdderGraph {
  const outputs = rows[0].length;
  const builder = new GraphBuilder();
  const x = rows.map((_, i) => builder.input(i, options.low ?? 0, 15));
  const kernel = { inputs: rows.length, outputs, fraction: 0, data: Int32Array.from(rows.flat()) };
  const constant = options.constant ?? Array.from({ length: outputs }, () => 0);
  const needed = Array.from({ length: outputs }, () => true);
  const { radix = 2, extraDepth } = options;
  return builder.finish(lowerMatvec(builder, x, kernel, { constant, needed, radix, extraDepth }));
}

const sums = ({ nodes }: AdderGraph): number => nodes.filter(({ kind }) => kind === 'sum').length;

const widthsOf = ({ nodes, outputs }: AdderGraph): number[] =>
  outputs.map((output) => {
    const { low, high } = shifted(nodes, output);
    return intervalWidth(low, high).width;
  });

/** LUT levels: one for a sum of two terms, two for three. */
function levelsOf({ nodes, outputs }: AdderGraph): number {
  const levels: number[] = [];
  nodes.forEach((node, id) => {
    const below = operandsOf(node).map((operand) => levels[operand.node]);
    levels[id] = Math.max(0, ...below) + (node.kind === 'sum' ? node.terms.length - 1 : 0);
  });
  return Math.max(...outputs.map(({ node }) => levels[node]));
}

describe('lowerMatvec', () => {
  it.each([
    { rows: [[8]], adders: 0, why: 'a power of two is a shift' },
    { rows: [[0], [0]], adders: 0, why: 'nothing is left' },
    { rows: [[7]], adders: 1, why: '8x - x' },
    { rows: [[5, 10]], adders: 1, why: '10x is 5x shifted' },
    { rows: [[5, -5]], adders: 2, why: 'the negated output costs the negation only' },
    { rows: [[-1], [1]], adders: 1, why: 'a subtraction needs no negation' },
    {
      rows: [
        [3, 3],
        [5, 5],
      ],
      adders: 3,
      why: 'equal outputs are computed once',
    },
    { rows: [[-1], [-1]], adders: 2, why: 'all negative: one negation at the end' },
  ])('$rows takes $adders adders: $why', ({ rows, adders }) => {
    expect(sums(graphOf(rows))).toBe(adders);
  });

  it('needs no negation for negative weights if there is a constant to subtract from', () => {
    expect(sums(graphOf([[-1], [-1]], { constant: [9] }))).toBe(2);
    expect(sums(graphOf([[-1], [-1]], { constant: [-9] }))).toBe(2);
  });

  it('adds three at a time with three-input adders', () => {
    expect(sums(graphOf([[1], [1], [1], [1], [1]], { radix: 3 }))).toBe(2);
    expect(sums(graphOf([[1], [1], [1], [1], [1]], { radix: 2 }))).toBe(4);
  });

  it.each([2, 3] as const)(`equals the products and sums, radix %i (seed ${seed})`, (radix) => {
    const weights = fc.array(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 6,
    });
    const check = (rows: number[][], constant: number[], x: number[]): void => {
      const expected = constant.map((c, j) => rows.reduce((sum, row, i) => sum + row[j] * x[i], c));
      expect(evaluateGraph(graphOf(rows, { constant, radix, low: -16 }), x)).toEqual(expected);
    };
    const five = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 5, maxLength: 5 });
    const inputs = fc.array(fc.integer({ min: -16, max: 15 }), { minLength: 6, maxLength: 6 });
    fc.assert(fc.property(weights, five, inputs, check), { seed });
  });

  it('takes fewer adder bits with each LUT level more, and no more levels than that', () => {
    const random = new RandomSource(5);
    const rows = Array.from({ length: 16 }, () => Array.from({ length: 24 }, () => random.integer(-31, 31)));
    const graphs = ([0, 1, 2] as const).map((extraDepth) => graphOf(rows, { radix: 3, extraDepth }));
    const [shallow, deeper, deepest] = graphs.map((graph) =>
      adderBitsOf(graph, usedBits(graph, widthsOf(graph))),
    );
    expect(deeper).toBeLessThan(shallow);
    expect(deepest).toBeLessThan(deeper);
    const [least] = graphs.map(levelsOf);
    expect(graphs.map((graph, extra) => levelsOf(graph) <= least + extra)).toEqual([true, true, true]);
  });

  describe('of columns that are alike', () => {
    const common = [19, -23, 11, 26, -13, 21, 29, -27, 5, 22, -19, 25, 14, -11, 23, 13];
    /** Column j is the common one, negated in every third, with 8 more in row j. */
    const alike = (columns: number, signs: readonly number[]): number[][] =>
      common.map((weight, i) =>
        Array.from({ length: columns }, (_, j) => signs[j % signs.length] * (weight + (i === j + 1 ? 8 : 0))),
      );

    it('computes one from another where depth is allowed', () => {
      // The common column has 46 digits, so 45 adders at most; 12 columns from it take one each.
      const rows = alike(12, [1]).map((row, i) => [common[i], ...row]);
      expect(sums(graphOf(rows, { extraDepth: 2 }))).toBeLessThanOrEqual(45 + 12);
      expect(sums(graphOf(rows, { extraDepth: 0 }))).toBeGreaterThan(45 + 12);
    });

    it.each([2, 3] as const)('equals the products and sums, radix %i', (radix) => {
      const rows = alike(12, [1, 1, -1]);
      const constant = rows[0].map((_, j) => (j % 4 === 0 ? 0 : 7 * j - 40));
      const graph = graphOf(rows, { constant, radix, extraDepth: 2 });
      const random = new RandomSource(3);
      for (let vector = 0; vector < 100; vector++) {
        const x = common.map(() => random.integer(0, 15));
        const expected = constant.map((c, j) => rows.reduce((sum, row, i) => sum + row[j] * x[i], c));
        expect(evaluateGraph(graph, x)).toEqual(expected);
      }
    });
  });
});
