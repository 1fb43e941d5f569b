import { describeEngine } from '../contract';
import { denseOf } from '../contract/networks';
import { createWasmEngine } from '.';

describeEngine('wasm', createWasmEngine);

describe("engine 'wasm'", () => {
  it.each([
    { why: 'a network beyond the memory', maxBatch: 1e9, code: 'engine.outOfMemory' },
    { why: 'a largest batch of no example', maxBatch: 0, code: 'engine.batchSize' },
    { why: 'a largest batch of half an example', maxBatch: 1.5, code: 'engine.batchSize' },
  ])('refuses $why', ({ maxBatch, code }) => {
    const open = () => createWasmEngine().open(denseOf(4, 4), { loss: 'mse', maxBatch });
    expect(open).toThrow(expect.objectContaining({ code }));
  });

  it('carries the hash of its kernels in its version', () => {
    expect(createWasmEngine().version).toMatch(/^\d+-[0-9a-f]{12}$/);
  });
});
