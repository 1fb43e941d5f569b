import type { Fixed, Network, Weights } from '@nx-codesign/ir';
import { checkAccumulators } from './checkAccumulators';

const integers = (width: number): Fixed => ({ signed: true, integer: width - 1, fraction: 0 });

/** One dense layer on two inputs of `-2^11 ... 2^11 - 1`, with the weights and bias given, and maybe an output. */
function check([w0, w1]: [number, number], bias: number, output?: Fixed): void {
  const network: Network = {
    name: 'n',
    input: { shape: [2], format: integers(12) },
    layers: [
      {
        name: 'sums',
        kind: 'dense',
        inputs: ['input'],
        config: { units: 1, weight: integers(16), bias: integers(26), ...(output && { output }) },
      },
    ],
    output: 'sums',
  };
  const weights: Weights = {
    'sums/kernel': { shape: [2, 1], data: Float32Array.from([w0, w1]) },
    'sums/bias': { shape: [1], data: Float32Array.from([bias]) },
  };
  checkAccumulators(network, weights);
}

describe('checkAccumulators', () => {
  it('allows sums up to 2^24 - 1: 2048 * (4096 + 4095) + 2047', () => {
    expect(() => check([4096, 4095], 2047)).not.toThrow();
  });

  it.each([
    ['2048 * (4096 + 4096) = 2^24', [4096, 4096], 0],
    ['the bias counts: 2048 * (4096 + 4095) + 2048 = 2^24', [4096, 4095], 2048],
    ['terms of both signs count, whatever their order: 2048 * (4096 + 4096)', [4096, -4096], 0],
  ] as const)('refuses %s', (_, weights, bias) => {
    expect(() => check([...weights], bias)).toThrow(
      expect.objectContaining({
        code: 'quantization.accumulator',
        message: expect.stringContaining("'sums'"),
      }),
    );
  });

  it('allows half of it where the step of the rounding is the grid, since the half needs a bit', () => {
    expect(() => check([2048, 2047], 0, integers(12))).not.toThrow();
    expect(() => check([2048, 2048], 0, integers(12))).toThrow('16777216');
  });

  it('counts an exact product of values, and a rounding behind it that drops no bits twice', () => {
    const product = (config: object, inputs: readonly string[]): Network => ({
      name: 'n',
      input: { shape: [1], format: integers(8) },
      layers: [{ name: 'p', kind: 'multiply', inputs, config: { ...config } }],
      output: 'p',
    });
    // 128^3 is 2^21, 128^4 = 2^28.
    expect(() => checkAccumulators(product({}, ['input', 'input', 'input']), {})).not.toThrow();
    const fourth = product({}, ['input', 'input', 'input', 'input']);
    expect(() => checkAccumulators(fourth, {})).toThrow("Layer 'p' may reach 268435456 in integers");
    const kept = product({ output: integers(28) }, ['input', 'input', 'input']);
    expect(() => checkAccumulators(kept, {})).not.toThrow();
  });

  it('allows all of it where the rounding drops bits', () => {
    expect(() => check([4096, 4095], 0, { signed: true, integer: 11, fraction: -4 })).not.toThrow();
  });
});
