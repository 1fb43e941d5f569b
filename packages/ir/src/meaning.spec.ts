/**
 * One meaning, three readings: random quantised networks, computed by lowering and interpreting them, against their
 * layers in real numbers and against their integer operations in big integers.
 */
import fc from 'fast-check';
import { evaluateLayers } from './__fixtures__/layerReference';
import { referenceValues } from './__fixtures__/integerReference';
import { type Case, randomCase } from './__fixtures__/randomNetwork';
import { costsOf } from './costs/costsOf';
import { interpret } from './interpreter/interpret';
import { lower } from './lowering/lower';
import { readNetwork, writeNetwork } from './networkFile/networkFile';
import { networkHash } from './networkFile/networkHash';

const vectorsOf = ({ x, count }: Case): number[][] =>
  Array.from({ length: count }, (_, v) => [
    ...x.subarray((v * x.length) / count, ((v + 1) * x.length) / count),
  ]);

describe('a random quantised network', () => {
  it('computes, in integers, what its layers compute in real numbers (seed 21)', () => {
    fc.assert(
      fc.property(randomCase(), (sample) => {
        const { network, weights, x, count } = sample;
        const program = lower(network, weights);
        const scale = 2 ** -program.operations[program.output].fraction;
        const inputScale = 2 ** -network.input.format.fraction;
        const expected = vectorsOf(sample).flatMap((vector) =>
          evaluateLayers(
            network,
            weights,
            vector.map((integer) => integer * inputScale),
          ),
        );
        // `+ 0` turns -0 into 0.
        expect([...interpret(program, x, count)].map((integer) => integer * scale + 0)).toEqual(
          expected.map((value) => value + 0),
        );
      }),
      { seed: 21, numRuns: 700 },
    );
  });

  it('computes the same in big integers, every value within its interval (seed 22)', () => {
    fc.assert(
      fc.property(randomCase(), (sample) => {
        const program = lower(sample.network, sample.weights);
        const outputs = vectorsOf(sample).flatMap((vector) => {
          const values = referenceValues(program, vector.map(BigInt));
          values.forEach((value, id) => {
            const { low, high } = program.operations[id];
            expect(value.length).toBe(low.length);
            expect(value.every((element, i) => element >= low[i] && element <= high[i])).toBe(true);
          });
          return values[program.output].map(Number);
        });
        expect([...interpret(program, sample.x, sample.count)]).toEqual(outputs);
      }),
      { seed: 22, numRuns: 250 },
    );
  });

  it('reaches both ends of every product of its input (seed 23)', () => {
    fc.assert(
      fc.property(randomCase(), ({ network, weights }) => {
        const program = lower(network, weights);
        const product = program.operations.find(
          (operation) => operation.kind === 'matvec' && operation.x === 0,
        );
        if (product?.kind !== 'matvec') return;
        const { low, high } = program.operations[0];
        const { inputs, outputs, data } = product.kernel;
        for (let at = 0; at < product.low.length; at++) {
          const column = Array.from({ length: inputs }, (_, i) => data[i * outputs + (at % outputs)]);
          const least = column.reduce((sum, weight) => sum + Math.min(weight * low[0], weight * high[0]), 0);
          const most = column.reduce((sum, weight) => sum + Math.max(weight * low[0], weight * high[0]), 0);
          expect([product.low[at] + 0, product.high[at] + 0]).toEqual([least + 0, most + 0]);
        }
      }),
      { seed: 23, numRuns: 150 },
    );
  });

  it('survives its files bit for bit, with the same hash (seed 24)', () => {
    fc.assert(
      fc.property(randomCase(), ({ network, weights }) => {
        const files = writeNetwork(network, weights);
        const read = readNetwork(files['network.json'], files['weights.safetensors']);
        expect(read).toEqual({ network, weights });
        expect(networkHash(read.network, read.weights)).toBe(networkHash(network, weights));
      }),
      { seed: 24 },
    );
  });

  it('costs the sum of its layers (seed 25)', () => {
    fc.assert(
      fc.property(randomCase(), ({ network, weights }) => {
        const { ebops, bops, layers } = costsOf(network, weights);
        expect(layers.reduce((sum, layer) => sum + layer.ebops!, 0)).toBe(ebops);
        expect(layers.reduce((sum, layer) => sum + layer.bops, 0)).toBeCloseTo(bops, 6);
      }),
      { seed: 25 },
    );
  });
});

test('the random networks cover every operation, both roundings, padding, lifts and residuals', () => {
  const seen = new Set<string>();
  for (const { network, weights } of fc.sample(randomCase(), { seed: 26, numRuns: 400 })) {
    for (const { kind } of network.layers) seen.add(`layer ${kind}`);
    for (const operation of lower(network, weights).operations) {
      seen.add(operation.kind);
      if (operation.kind === 'window' && operation.before.some((zeros) => zeros > 0)) seen.add('padding');
      if (operation.kind === 'scale' && operation.multiplier !== 1) seen.add('multiplier');
      if (operation.kind !== 'quantize') continue;
      seen.add(operation.round);
      if (operation.channels.length > 1) seen.add(`channels ${operation.round}`);
      if (operation.channels.some(({ lift }) => lift > 0)) seen.add('lift');
    }
  }
  const layers = [
    ...[
      'dense',
      'conv1d',
      'conv2d',
      'pool',
      'aggregate',
      'add',
      'multiply',
      'activation',
      'dropout',
      'flatten',
      'reshape',
    ],
  ].map((kind) => `layer ${kind}`);
  const kinds = ['input', 'matvec', 'add', 'addValues', 'multiply', 'window', 'max', 'sum', 'scale'];
  const details = ['floor', 'half-up', 'channels floor', 'channels half-up', 'lift', 'padding', 'multiplier'];
  const expected = [...layers, ...kinds, 'relu', 'leakyRelu', 'table', 'reshape', 'quantize', ...details];
  expect([...seen].sort()).toEqual(expected.sort());
});
