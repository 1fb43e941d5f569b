import type { IntegerOperation, IntegerProgram } from '@nx-codesign/ir';
import fc from 'fast-check';

const size = 4;
const low = -32;
const high = 31;

/**
 * A dense layer of weights by a seed on 4 values of 6 bits, times these values element by element, and the sum of the
 * 4 products: multiplications by constants and of two values.
 */
export function productProgram(seed: number): IntegerProgram {
  const data = fc.sample(fc.integer({ min: -31, max: 31 }), { seed, numRuns: size * size });
  const sums = Array.from({ length: size }, (_, j) => {
    const weights = Array.from({ length: size }, (_unused, i) => data[i * size + j]);
    const end = (one: number, other: number) =>
      weights.reduce((sum, weight) => sum + weight * (weight > 0 ? one : other), 0);
    return { low: end(low, high), high: end(high, low) };
  });
  const value = (bounds: readonly { low: number; high: number }[], layer: string, shape = [bounds.length]) => ({
    ...{ layer, shape, fraction: 0 },
    low: bounds.map((each) => each.low),
    high: bounds.map((each) => each.high),
  });
  const products = sums.map((sum) => {
    const corners = [low * sum.low, low * sum.high, high * sum.low, high * sum.high];
    return { low: Math.min(...corners), high: Math.max(...corners) };
  });
  const total = products.reduce((sum, each) => ({ low: sum.low + each.low, high: sum.high + each.high }));
  const inputs = Array.from({ length: size }, () => ({ low, high }));
  const operations: IntegerOperation[] = [
    { kind: 'input', format: { signed: true, integer: 5, fraction: 0 }, ...value(inputs, 'input') },
    {
      ...{ kind: 'matvec', x: 0, kernel: { inputs: size, outputs: size, fraction: 0, data: Int32Array.from(data) } },
      ...value(sums, 'dense'),
    },
    { kind: 'multiply', a: 0, b: 1, ...value(products, 'gate') },
    { kind: 'reshape', x: 2, ...value(products, 'column', [size, 1]) },
    { kind: 'sum', x: 3, ...value([total], 'total') },
  ];
  return { name: 'product', operations, output: 4 };
}

/** `[count, 4]` integers by a seed, the corners first. */
export function productVectors(count: number, seed: number): Int32Array {
  const values = fc.sample(fc.integer({ min: low, max: high }), { seed, numRuns: size * count });
  const corner = (i: number) => (((i >> 2) >> (i & 3)) & 1 ? low : high);
  return Int32Array.from(values, (each, i) => (i < size * 2 ** size ? corner(i) : each));
}
