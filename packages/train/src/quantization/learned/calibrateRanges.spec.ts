import type { Network } from '@nx-codesign/ir';
import { createWasmEngine, deadIntegers, type LearnedWidths } from '../../engines/wasm';
import { calibrateRanges } from './calibrateRanges';

const any = { signed: true, integer: 3, fraction: 8 };
const network: Network = {
  name: 'n',
  input: { shape: [3], format: any },
  layers: [
    { name: 'r', kind: 'activation', inputs: ['input'], config: { function: 'identity', output: any } },
    { name: 'a', kind: 'dense', inputs: ['r'], config: { units: 1 } },
  ],
  output: 'a',
};
const widths: LearnedWidths = {
  kernels: {},
  values: { r: { signed: true, fractions: Float32Array.of(4, 4, 4), integers: Int32Array.of(1, 1, 1) } },
};

describe('calibrateRanges', () => {
  it('takes the integer bits that hold the values of each channel, and knows the dead', () => {
    const session = createWasmEngine().openLearned(network, { loss: 'mse', maxBatch: 2, widths });
    const tensor = (shape: number[]) => ({ shape, data: new Float32Array(shape[0]) });
    session.setWeights({ 'a/kernel': tensor([3, 1]), 'a/bias': tensor([1]) });
    // Magnitudes reach 5, 1/4 and 0: below 2^3, below 2^-1 as 1/4 itself has its bit there, and nothing.
    const x = Float32Array.of(1, 0.25, 0, -5, 0.1, 0, 2, -0.2, 0);
    const { r } = calibrateRanges(session, { values: widths.values, sample: { x, count: 3 }, maxBatch: 2 });
    expect([...r.integers]).toEqual([3, -1, deadIntegers]);
    expect([...r.fractions]).toEqual([4, 4, 4]);
  });
});
