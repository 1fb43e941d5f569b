import { interpret } from '@nx-codesign/ir';
import { denseNetwork, programOf, vectorsOf, type DenseLayer } from './layers';

const layer: DenseLayer = {
  ...{ name: 'dense1', inputs: 2, outputs: 2, low: -8, high: 7 },
  ...{ kernel: [3, -2, 5, 4], bias: [10, -1], output: { shift: 2, bits: 3 } },
};

describe('layers of the comparison', () => {
  it('have the stated share of zeros, the same in every run', () => {
    const network = denseNetwork([16, 64, 5], { bits: 4, zeroPercent: 80 });
    const zeros = network.map(({ kernel }) => kernel.filter((weight) => weight === 0).length);
    expect(zeros).toEqual([819, 256]);
    expect(denseNetwork([16, 64, 5], { bits: 4, zeroPercent: 80 })).toEqual(network);
  });

  it('compute min(floor(max(x W + b, 0) / 4), 7)', () => {
    // 3 * 2 + 5 * 1 + 10 = 21, -2 * 2 + 4 * 1 - 1 = -1; 3 * 7 + 5 * 7 + 10 = 66, -14 + 28 - 1 = 13.
    expect([...interpret(programOf(layer), Int32Array.of(2, 1, 7, 7), 2)]).toEqual([5, 0, 7, 3]);
  });

  it('are tried on inputs within their bounds', () => {
    const vectors = [...vectorsOf(layer, 500)];
    expect([Math.min(...vectors), Math.max(...vectors)]).toEqual([-8, 7]);
  });
});
