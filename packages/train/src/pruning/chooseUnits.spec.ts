import type { Network } from '@nx-codesign/ir';
import { chooseUnits } from './chooseUnits';

/** 4 inputs, hidden layers of 2 and 3 units, 2 outputs. */
const network: Network = {
  name: 'n',
  input: { shape: [4], format: { signed: true, integer: 2, fraction: 4 } },
  layers: [
    { name: 'a', kind: 'dense', inputs: ['input'], config: { units: 2 } },
    { name: 'b', kind: 'dense', inputs: ['a'], config: { units: 3 } },
    { name: 'c', kind: 'dense', inputs: ['b'], config: { units: 2 } },
  ],
  output: 'c',
};
const importanceOf = (a: number[], b: number[]) => ({ a: Float64Array.from(a), b: Float64Array.from(b) });

describe('chooseUnits', () => {
  it('weighs importance against the root of the products saved: a unit of a saves 4 + 3, one of b saves 2 + 2', () => {
    // Over the root of 7: 1.89, 2.61; over 2: 2, 2.5, 3.
    const importance = importanceOf([5, 6.9], [4, 5, 6]);
    expect(chooseUnits(network, importance, { share: 0.2, minimumUnits: 1 })).toEqual({ a: [1] });
    expect(chooseUnits(network, importance, { share: 0.4, minimumUnits: 1 })).toEqual({ a: [1], b: [1, 2] });
  });

  it('counts products by the widths of their formats', () => {
    const narrow = { signed: true, integer: 0, fraction: 1 };
    const wide = { signed: true, integer: 0, fraction: 7 };
    const quantized: Network = {
      ...network,
      layers: [
        { ...network.layers[0], config: { units: 2, weight: narrow, output: narrow } },
        { ...network.layers[1], config: { units: 3, weight: wide, output: wide } },
        { ...network.layers[2], config: { units: 2, weight: wide } },
      ],
    };
    // a: 4 products of 2 x 7 bits and 3 of 8 x 2, together 104; b: 2 of 8 x 2 and 2 of 8 x 8, together 160;
    // 160 * sqrt(104 / 160) = 129.
    const choose = (a: number) =>
      chooseUnits(quantized, importanceOf([a, 1000], [160, 1000, 1000]), { share: 0.2, minimumUnits: 1 });
    expect(choose(128)).toEqual({ a: [1] });
    expect(choose(130)).toEqual({ b: [1, 2] });
  });

  it('leaves every layer its least number of units', () => {
    const importance = importanceOf([0, 0], [9, 9, 9]);
    expect(chooseUnits(network, importance, { share: 0.6, minimumUnits: 1 })).toEqual({ a: [1], b: [2] });
    expect(chooseUnits(network, importance, { share: 0.6, minimumUnits: 2 })).toEqual({ b: [1, 2] });
  });

  it('breaks ties by layer and unit', () => {
    expect(chooseUnits(network, importanceOf([0, 0], [0, 0, 0]), { share: 0.4, minimumUnits: 1 })).toEqual({
      a: [1],
      b: [1, 2],
    });
  });

  it('removes at least one unit, and none where none may go', () => {
    const importance = importanceOf([5, 6], [1, 2, 3]);
    expect(chooseUnits(network, importance, { share: 0.01, minimumUnits: 1 })).toEqual({ b: [1, 2] });
    expect(chooseUnits(network, importance, { share: 0.5, minimumUnits: 3 })).toBeUndefined();
  });
});
