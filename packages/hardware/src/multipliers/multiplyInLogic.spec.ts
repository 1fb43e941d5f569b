import fc from 'fast-check';
import { evaluateGraph } from '../adderGraph/evaluateGraph';
import { GraphBuilder } from '../adderGraph/graphBuilder';
import { multiplyInLogic } from './multiplyInLogic';

interface Bounds {
  readonly low: number;
  readonly high: number;
}

function productOf(a: Bounds, b: Bounds) {
  const builder = new GraphBuilder();
  const inputs = [a, b].map(({ low, high }, element) => builder.input(element, low, high));
  const product = multiplyInLogic(builder, inputs[0], inputs[1]);
  return { graph: builder.finish([product]), bounds: builder.bounds(product) };
}

/** All integers of an interval, or its ends and some between. */
function sample({ low, high }: Bounds): number[] {
  const step = Math.max(1, Math.ceil((high - low) / 17));
  return [...Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step), high];
}

const bounds = fc
  .tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 1, max: 500 }))
  .map(([low, length]) => ({ low, high: low + length }));

describe('multiplyInLogic', () => {
  it('gives the product of all integers within the bounds, none of its rows out of bounds (seed 5)', () => {
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        const { graph } = productOf(a, b);
        for (const x of sample(a)) {
          for (const y of sample(b)) {
            expect(evaluateGraph(graph, [x, y])).toEqual([x * y + 0]);
          }
        }
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  test.each([
    [{ low: -128, high: 127 }, { low: -8, high: 7 }, 2, 'the narrower operand in two digits'],
    [{ low: -8, high: 7 }, { low: -128, high: 127 }, 2, 'whichever comes first'],
    [{ low: 0, high: 15 }, { low: 0, high: 15 }, 3, 'four bits without a sign are five with one'],
    [{ low: -7, high: 9 }, { low: 0, high: 1 }, 1, 'one bit selects'],
  ])('%j times %j takes rows: %i %i: %s', (a, b, rows) => {
    const { graph, bounds: exact } = productOf(a, b);
    expect(graph.nodes.filter(({ kind }) => kind === 'row')).toHaveLength(rows);
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
    expect(exact).toEqual({ low: Math.min(...corners) + 0, high: Math.max(...corners) });
  });

  it('keeps shifts of its operands as wiring', () => {
    const builder = new GraphBuilder();
    const x = builder.input(0, -3, 4);
    const y = builder.input(1, -2, 5);
    const product = multiplyInLogic(builder, { ...x, shift: 2 }, { ...y, shift: 1 });
    expect(product.shift).toBe(3);
    expect(evaluateGraph(builder.finish([product]), [-3, 5])).toEqual([-120]);
  });

  it('knows that a square is not negative', () => {
    const builder = new GraphBuilder();
    const x = builder.input(0, -4, 3);
    const square = multiplyInLogic(builder, x, x);
    expect(builder.bounds(square)).toEqual({ low: 0, high: 16 });
    const graph = builder.finish([square]);
    expect([-4, -1, 0, 3].map((value) => evaluateGraph(graph, [value])[0])).toEqual([16, 1, 0, 9]);
  });
});
