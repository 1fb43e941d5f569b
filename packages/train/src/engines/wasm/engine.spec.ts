import { describeEngine } from '../contract';
import { chainOf, denseOf } from '../contract/networks';
import { createWasmEngine } from '.';

describeEngine('wasm', createWasmEngine);

describe("engine 'wasm'", () => {
  it.each([
    { why: 'a largest batch of no example', maxBatch: 0, code: 'engine.batchSize' },
    { why: 'a largest batch of half an example', maxBatch: 1.5, code: 'engine.batchSize' },
  ])('refuses $why', ({ maxBatch, code }) => {
    const open = () => createWasmEngine().open(denseOf(4, 4), { loss: 'mse', maxBatch });
    expect(open).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a network beyond the memory', () => {
    const normalized = chainOf(4, [
      { name: 'd', kind: 'dense', config: { units: 4 } },
      { name: 'n', kind: 'batchNorm' },
    ]);
    const open = () => createWasmEngine().open(normalized, { loss: 'mse', maxBatch: 1e9 });
    expect(open).toThrow(expect.objectContaining({ code: 'engine.outOfMemory' }));
  });

  it('carries the hash of its kernels in its version', () => {
    expect(createWasmEngine().version).toMatch(/^\d+-[0-9a-f]{12}$/);
  });
});
