import type { Network, Weights } from '@nx-codesign/ir';
import { widenBiases } from './widenBiases';

const network: Network = {
  name: 'n',
  input: { shape: [1], format: { signed: false, integer: 0, fraction: 1 } },
  layers: [
    {
      name: 'a',
      kind: 'dense',
      inputs: ['input'],
      config: { units: 1, bias: { signed: true, integer: 2, fraction: 5 } },
    },
    { name: 'b', kind: 'dense', inputs: ['a'], config: { units: 1 } },
  ],
  output: 'b',
};
const biases = (a: number): Weights => ({
  'a/bias': { shape: [1], data: Float32Array.from([a]) },
  'b/bias': { shape: [1], data: Float32Array.from([100]) },
});

describe('widenBiases', () => {
  it('keeps a format that has a bit of headroom, and float layers', () => {
    expect(widenBiases(network, biases(-2))).toEqual(network);
    expect(widenBiases(network, biases(0))).toEqual(network);
  });

  it('gives a bias of 2.5 the range of 4 and a bit of headroom, at the same fraction', () => {
    const { config } = widenBiases(network, biases(2.5)).layers[0];
    expect(config).toEqual({ units: 1, bias: { signed: true, integer: 3, fraction: 5 } });
  });
});
