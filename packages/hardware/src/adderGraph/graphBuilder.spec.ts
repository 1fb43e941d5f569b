import { CodesignError } from '@nx-codesign/ir';
import { evaluateGraph } from './evaluateGraph';
import type { Signal, Term } from './graph';
import { GraphBuilder } from './graphBuilder';

const plus = (signal: Signal, shift = 0): Term => ({
  ...signal,
  shift: signal.shift + shift,
  negative: false,
});
const minus = (signal: Signal, shift = 0): Term => ({ ...plus(signal, shift), negative: true });

describe('GraphBuilder', () => {
  it('knows that a value minus itself does not vary', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input(0, 0, 255), builder.input(1, 0, 3)];
    const sum = builder.sum([plus(a), plus(b)]);
    const difference = builder.sum([plus(sum), minus(a)]);
    expect(builder.bounds(difference)).toEqual({ low: 0, high: 3 });
  });

  it('adds up constants to one constant', () => {
    const builder = new GraphBuilder();
    const sum = builder.sum([plus(builder.constant(5)), minus(builder.constant(12))]);
    expect(builder.finish([sum]).nodes).toEqual([{ kind: 'constant', value: -7, low: -7, high: -7 }]);
  });

  it('makes a node once for operands in either order', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input(0, 0, 7), builder.input(1, 0, 7)];
    expect(builder.sum([plus(a), minus(b, 2)])).toEqual(builder.sum([minus(b, 2), plus(a)]));
  });

  it('takes a shift that all terms have out of the adder', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input(0, 0, 7), builder.input(1, 0, 7)];
    const sum = builder.sum([plus(a, 3), plus(b, 5)]);
    expect(sum.shift).toBe(3);
    expect(sum.node).toBe(builder.sum([plus(a), plus(b, 2)]).node);
  });

  it('cuts bits ahead of a clamp so that the clamp is narrower', () => {
    const builder = new GraphBuilder();
    const relu = builder.clamp(builder.input(0, -100, 100), 0, Number.MAX_SAFE_INTEGER);
    const { nodes } = builder.finish([builder.clamp(builder.slice(relu, 3), 0, 7)]);
    expect(nodes.map(({ kind }) => kind)).toEqual(['input', 'slice', 'clamp']);
    expect(nodes[2]).toMatchObject({ low: 0, high: 7 });
  });

  it('leaves a clamp out that the bounds make needless', () => {
    const builder = new GraphBuilder();
    const x = builder.input(0, -8, 7);
    expect(builder.clamp(x, -8, 7)).toEqual(x);
  });

  it('subtracts from zero if all terms are negative', () => {
    const builder = new GraphBuilder();
    const x = builder.input(0, 0, 7);
    expect(evaluateGraph(builder.finish([builder.sum([minus(x)])]), [5])).toEqual([-5]);
  });

  it('refuses sums that cannot be computed exactly', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input(0, 0, 2 ** 51), builder.input(1, 0, 2 ** 51)];
    expect(() => builder.sum([plus(a), plus(b)])).toThrow(CodesignError);
  });

  it('drops what no output reads', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input(0, 0, 7), builder.input(1, 0, 7)];
    builder.sum([plus(a), plus(b)]);
    expect(builder.finish([b])).toEqual({
      nodes: [{ kind: 'input', element: 1, low: 0, high: 7 }],
      outputs: [{ node: 0, shift: 0 }],
      names: [undefined],
    });
  });
});
