import fc from 'fast-check';
import { interpret, lower, type LayerNode, type Network } from '@nx-codesign/ir';
import { createWasmEngine } from '../engines/wasm';
import { predict } from '../training/evaluate';
import { initialWeights } from '../training/initialWeights';
import { quantizeNetwork } from './quantizeNetwork';
import { snapWeights } from './snapWeights';

const seed = 20261124;
const engine = createWasmEngine();
const fraction = 4;

type Part = readonly [kind: string, config: object, inputs?: readonly (number | 'input')[]];

/** Layers `l0`, `l1` ... of which each reads the one before it, or those of the numbers given. */
function networkOf(shape: readonly number[], parts: readonly Part[]): Network {
  const layers = parts.map(([kind, config, inputs], i): LayerNode => ({
    name: `l${i}`,
    kind,
    config: { ...config },
    inputs: inputs?.map((from) => (from === 'input' ? from : `l${from}`)) ?? [
      i === 0 ? 'input' : `l${i - 1}`,
    ],
  }));
  const input = { shape, format: { signed: true, integer: 1, fraction } };
  return { name: 'n', input, layers, output: `l${parts.length - 1}` };
}

const relu: Part = ['activation', { function: 'relu' }];
const networks: Readonly<Record<string, Network>> = {
  'a set with a mean of 5': networkOf(
    [5, 3],
    [
      ['dense', { units: 4 }],
      relu,
      ['aggregate', { function: 'mean' }],
      ['dense', { units: 4 }],
      relu,
      ['dense', { units: 2 }],
    ],
  ),
  'an image with a largest value': networkOf(
    [5, 5, 1],
    [
      ['conv2d', { filters: 3, size: [3, 3], padding: 'same' }],
      relu,
      ['pool', { function: 'max', size: [2, 2] }],
      ['flatten', {}],
      ['dense', { units: 2 }],
    ],
  ),
  'a series with averages of 3 and gelu': networkOf(
    [9, 2],
    [
      ['conv1d', { filters: 3, size: 3, stride: 1, padding: 'same' }],
      ['activation', { function: 'gelu' }],
      ['pool', { function: 'average', size: [3] }],
      ['flatten', {}],
      ['dense', { units: 2 }],
    ],
  ),
  'a gate: a sum times the sigmoid of another': networkOf(
    [4],
    [
      ['dense', { units: 4 }],
      ['dense', { units: 4 }, ['input']],
      ['activation', { function: 'sigmoid' }],
      ['multiply', {}, [0, 2]],
      ['dense', { units: 2 }],
    ],
  ),
  'squares of the input beside it, and a product of three ahead of a relu': networkOf(
    [4],
    [
      ['multiply', {}, ['input', 'input']],
      ['dense', { units: 3 }],
      ['dense', { units: 3 }, ['input']],
      ['multiply', {}, [1, 2, 1]],
      relu,
      ['dense', { units: 2 }],
    ],
  ),
  'a residual sum': networkOf(
    [4],
    [
      ['dense', { units: 4 }],
      relu,
      ['dense', { units: 4 }],
      ['add', {}, [1, 2]],
      relu,
      ['dense', { units: 2 }],
    ],
  ),
};

const cases = fc.record({
  weightBits: fc.integer({ min: 2, max: 8 }),
  activationBits: fc.integer({ min: 2, max: 8 }),
  ranges: fc.constantFrom('tensor', 'channel' as const),
  start: fc.integer({ min: 1, max: 100 }),
});

describe('a quantised network', () => {
  it.each(Object.keys(networks))(
    `of %s lowers, and engine and interpreter agree on every output (seed ${seed})`,
    (name) => {
      const network = networks[name];
      const inputs = network.input.shape.reduce((product, axis) => product * axis, 1);
      const count = 24;
      fc.assert(
        fc.property(cases, ({ start, ranges, ...bits }) => {
          const integers = Int32Array.from(
            { length: count * inputs },
            (_, i) => ((i * 29 + start) % 64) - 32,
          );
          const x = Float32Array.from(integers, (integer) => integer * 2 ** -fraction);
          const float = initialWeights(network, start);
          const quantized = quantizeNetwork({
            ...{ network, weights: float, engine, ranges: ranges as 'tensor' | 'channel' },
            ...{ calibration: { x, count }, ...bits },
          });
          const weights = snapWeights(quantized, float);
          const program = lower(quantized, weights);
          const step = 2 ** -program.operations[program.output].fraction;
          const expected = Float32Array.from(
            interpret(program, integers, count),
            (integer) => integer * step,
          );
          expect(predict(engine, { network: quantized, weights, x, count })).toEqual(expected);
        }),
        { seed, numRuns: 8 },
      );
    },
  );
});
