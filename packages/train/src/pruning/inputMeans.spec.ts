import { createWasmEngine } from '../engines/wasm';
import { layer, networkOf, tensor } from './__fixtures__/networks';
import { inputMeans } from './inputMeans';

describe('inputMeans', () => {
  it('are over examples and positions, one per channel', () => {
    const network = networkOf(
      [2, 1],
      [layer('a', 'dense', ['input', { units: 2 }]), layer('b', 'dense', ['a', { units: 1 }])],
    );
    const weights = {
      'a/kernel': tensor([1, 2], [1, 10]),
      'a/bias': tensor([2], [0, 1]),
      'b/kernel': tensor([2, 1], [1, 1]),
      'b/bias': tensor([1], [0]),
    };
    // Two examples of two positions: 0, 1, 2, 3, mean 1.5; the second channel is 10 x + 1.
    const sample = { x: Float32Array.of(0, 1, 2, 3), count: 2 };
    const means = inputMeans(network, 'b', { engine: createWasmEngine(), weights, sample });
    expect(Array.from(means)).toEqual([1.5, 16]);
  });
});
