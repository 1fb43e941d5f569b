import { lower, weightShapes, type Fixed, type IntegerProgram, type LayerNode } from '@nx-codesign/ir';
import fc from 'fast-check';

const unsigned = (integer: number, fraction: number): Fixed => ({ signed: false, integer, fraction });
const signed = (integer: number, fraction: number): Fixed => ({ signed: true, integer, fraction });

const weight = signed(0, 3);
const input = unsigned(0, 3);
const linear = (fraction: number) => ({ weight, bias: signed(1, fraction + weight.fraction) });
const layer = (name: string, kind: string, config: object, inputs: string[]): LayerNode => ({
  name,
  kind,
  inputs,
  config: config as LayerNode['config'],
});

/**
 * An image of 4 x 4 through everything that is applied at many positions: a convolution over zeros with a format for
 * each channel, a pool, a shared layer with a residual add and a table, an aggregation.
 */
const layers: readonly LayerNode[] = [
  layer(
    'conv',
    'conv2d',
    { filters: 2, size: [3, 3], padding: 'same', ...linear(3), output: [unsigned(1, 3), signed(2, 1)] },
    ['input'],
  ),
  layer('pool', 'pool', { function: 'max', size: [2, 2] }, ['conv']),
  layer('set', 'reshape', { shape: [4, 2] }, ['pool']),
  layer('shared', 'dense', { units: 2, ...linear(3), output: signed(1, 3) }, ['set']),
  layer('residual', 'add', { output: signed(1, 3) }, ['shared', 'set']),
  layer('gelu', 'activation', { function: 'gelu', output: signed(1, 3) }, ['residual']),
  layer('mean', 'aggregate', { function: 'mean', output: signed(1, 3) }, ['gelu']),
  layer('logits', 'dense', { units: 2, ...linear(3) }, ['mean']),
];

/** The network with weights by a seed, a quarter of them 0, as integers. */
export function layeredProgram(seed: number): IntegerProgram {
  const network = { name: 'layered', input: { shape: [4, 4, 1], format: input }, layers, output: 'logits' };
  const weights = Object.entries(weightShapes(network)).map(([tensor, shape]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const digit = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: -8, max: 7 }) });
    return [tensor, { shape, data: Float32Array.from(fc.sample(digit, { seed, numRuns: length }), (value) => value / 8) }] as const;
  });
  return lower(network, Object.fromEntries(weights));
}

/** `[count, 16]` integers of the input's format by a seed, all 0 and all 7 first. */
export function layeredVectors(count: number, seed: number): Int32Array {
  const values = fc.sample(fc.integer({ min: 0, max: 7 }), { seed, numRuns: 16 * count });
  return Int32Array.from(values, (value, i) => (i < 16 ? 0 : i < 32 ? 7 : value));
}
