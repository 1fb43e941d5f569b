import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWasmEngine, initialWeights, quantizeNetwork, type TrainingSettings } from '@nx-codesign/train';
import { stripeImages } from '../__fixtures__/idx';
import { mlp } from '../families/mlp';
import { openJournal } from '../journal/journal';
import { createPool, type Pool } from '../threads/pool';
import { createLearner } from './learner';

jest.setTimeout(60_000);

const network = mlp.build(
  { widths: [4] } as Parameters<typeof mlp.build>[0],
  { depth: 1, width1: 4, activation: 'relu', norm: 'none' },
  {
    ...{ task: 'classification', inputShape: [16], outputs: 3 },
    inputFormat: { signed: false, integer: 0, fraction: 8 },
  },
);
const weights = initialWeights(network, 1);
const settings: TrainingSettings = {
  ...{ epochs: 2, batchSize: 32, learningRate: 0.01, seed: 1 },
  schedule: 'cosine',
  keep: 'best',
  loss: 'softmaxCrossEntropy',
};
const { images, labels } = stripeImages(90, 5);
const arrays = {
  count: 90,
  x: Float32Array.from(images, (pixel) => pixel / 256),
  y: Int32Array.from(labels),
};

let folder: string;
let pool: Pool;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'learner-'));
  pool = createPool({
    size: 1,
    setup: { train: arrays, validation: arrays },
    signal: new AbortController().signal,
  });
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

/** No thread ever answers: what comes out is from the journal. */
const idle: Pool = {
  size: 1,
  run: () => Promise.reject(new Error('the journal did not answer')),
  close: () => Promise.resolve(),
};
const learnerOn = (threads: Pool, data = 'd') =>
  createLearner(threads, openJournal(folder), {
    ...{ engine: { name: 'wasm', version: '1' }, code: 'c', data: [data] },
  });

describe('what was learned is answered from the journal, the same', () => {
  test('widths', async () => {
    const input = {
      ...{ network, weights },
      settings: { ...settings, widthRate: 0.05, startBits: 6, strengths: [0.01, 20] },
    };
    const first = await learnerOn(pool).widths(input);
    expect(first.candidates).toHaveLength(2);
    expect(await learnerOn(idle).widths(input)).toEqual(first);
    await expect(learnerOn(idle, 'other').widths(input)).rejects.toThrow('did not answer');
    const weaker = { ...input, settings: { ...input.settings, strengths: [0.01] } };
    await expect(learnerOn(idle).widths(weaker)).rejects.toThrow('did not answer');
  });

  test('ranges', async () => {
    const quantized = quantizeNetwork({
      ...{ network, weights, engine: createWasmEngine(), calibration: arrays },
      ...{ weightBits: 6, activationBits: 4 },
    });
    const input = { network: quantized, weights, settings, grain: 'channel' } as const;
    const first = await learnerOn(pool).ranges(input);
    expect(await learnerOn(idle).ranges(input)).toEqual(first);
    const shared = { ...input, grain: 'tensor' } as const;
    await expect(learnerOn(idle).ranges(shared)).rejects.toThrow('did not answer');
  });
});
