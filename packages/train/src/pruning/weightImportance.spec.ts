import { createWasmEngine } from '../engines/wasm';
import { layer, networkOf, tensor } from './__fixtures__/networks';
import { weightImportance } from './weightImportance';

describe('weightImportance', () => {
  it('is the root mean square of the gradients of batches, so that opposite ones do not cancel', () => {
    const network = networkOf([1], [layer('a', 'dense', ['input', { units: 1 }])]);
    const weights = { 'a/kernel': tensor([1, 1], [0]), 'a/bias': tensor([1], [0]) };
    // Batches of 8: x = 1 throughout, first all targets -3, then all 4; dL/dw = 2 (0 - y) x = 6 and -8.
    const y = Float32Array.from({ length: 16 }, (_, i) => (i < 8 ? -3 : 4));
    const sample = { x: new Float32Array(16).fill(1), y, count: 16 };
    const importance = weightImportance({ network, weights, sample, engine: createWasmEngine() });
    expect(Object.keys(importance)).toEqual(['a/kernel']);
    expect(importance['a/kernel'][0]).toBeCloseTo(Math.sqrt((36 + 64) / 2), 10);
  });
});
