import type { LayerNode, Network } from '@nx-codesign/ir';
import { testWith } from '../../../../../tools/testing/testWith';
import { initialWeights } from '../../training/initialWeights';
import { createWasmEngine, type WasmEngineOptions } from '../wasm';
import { nativeInstructionSet } from './nativeKernels';

const weight = { signed: true, integer: 1, fraction: 5 };
const output = { signed: false, integer: 3, fraction: 4 };

/** Every kind of product, rounding, normalisation, pooling and a set. */
const layers: readonly Omit<LayerNode, 'inputs'>[] = [
  { name: 'window1', kind: 'conv2d', config: { filters: 16, size: [3, 3], padding: 'same', weight } },
  { name: 'norm', kind: 'batchNorm', config: {} },
  { name: 'relu1', kind: 'activation', config: { function: 'relu', output } },
  { name: 'window2', kind: 'conv2d', config: { filters: 8, size: [3, 3], weight } },
  { name: 'relu2', kind: 'activation', config: { function: 'relu' } },
  { name: 'pool', kind: 'pool', config: { function: 'average', size: [2, 2] } },
  { name: 'dense1', kind: 'dense', config: { units: 40, weight } },
  { name: 'relu3', kind: 'activation', config: { function: 'relu', output } },
  { name: 'flat', kind: 'flatten', config: {} },
  { name: 'dense2', kind: 'dense', config: { units: 5, weight } },
];
const network: Network = {
  name: 'bits',
  input: { shape: [8, 8, 2], format: { signed: true, integer: 2, fraction: 6 } },
  layers: layers.map((layer, i) => ({ ...layer, inputs: [i === 0 ? 'input' : layers[i - 1].name] })),
  output: 'dense2',
};

const count = 90;
const x = Float32Array.from({ length: count * 128 }, (_, i) => (((i * 7919) % 257) - 128) / 64);
const y = Int32Array.from({ length: count }, (_, i) => (i * 31) % 5);

function train(options: WasmEngineOptions) {
  const session = createWasmEngine(options).open(network, { loss: 'softmaxCrossEntropy', maxBatch: 64 });
  session.setWeights(initialWeights(network, 3));
  const losses = [0, 26, 13, 7].map((first) => {
    const indices = Int32Array.from({ length: 63 }, (_, i) => first + i);
    return session.step({ x, y, indices }, { learningRate: 1e-2, weightDecay: 1e-3 });
  });
  return { losses, weights: session.weights(), outputs: session.forward(x, count) };
}

describe('a training with native kernels', () => {
  testWith('g++')('ends with the same bits in every instruction set as without', () => {
    expect(nativeInstructionSet()).toMatch(/avx/);
    const without = train({ native: 'off' });
    expect(without.losses.every(Number.isFinite)).toBe(true);
    expect(train({ native: 'widest' })).toEqual(without);
    expect(train({ native: 'avx2' })).toEqual(without);
  });

  it('belongs to the same engine: name and version say nothing of them', () => {
    const [native, off] = [createWasmEngine(), createWasmEngine({ native: 'off' })];
    expect([native.name, native.version]).toEqual([off.name, off.version]);
  });
});
