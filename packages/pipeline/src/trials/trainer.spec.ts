import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWasmEngine, type TrainingSettings } from '@nx-codesign/train';
import { stripeImages } from '../__fixtures__/idx';
import { mlp } from '../families/mlp';
import { openJournal } from '../journal/journal';
import { createPool, type Pool } from '../threads/pool';
import { createTrainer, type Trainer } from './trainer';

jest.setTimeout(60_000);

const inputFormat = { signed: false, integer: 0, fraction: 4 };
const network = mlp.build(
  { widths: [4] } as Parameters<typeof mlp.build>[0],
  { depth: 1, width1: 4, activation: 'relu', norm: 'none' },
  { task: 'classification', inputShape: [16], inputFormat, outputs: 3 },
);

const settings: TrainingSettings = {
  epochs: 2,
  batchSize: 32,
  learningRate: 0.01,
  schedule: 'cosine',
  loss: 'softmaxCrossEntropy',
  keep: 'last',
  seed: 3,
};

function arrays(count: number) {
  const { images, labels } = stripeImages(count, 5);
  return {
    count,
    x: Float32Array.from(images, (pixel) => Math.floor(pixel / 16) / 16),
    y: Int32Array.from(labels),
  };
}

let folder: string;
let pool: Pool;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainer-'));
  const setup = { train: arrays(300), validation: arrays(90) };
  pool = createPool({ size: 1, setup, signal: new AbortController().signal });
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

const trainerOn = (data: string): Trainer => {
  const { name, version } = createWasmEngine();
  return createTrainer(pool, openJournal(folder), { engine: { name, version }, code: 'c', data: [data] });
};

const entries = () => readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');

describe('the trainer', () => {
  test('the same request is answered from the journal, with the same numbers and weights', async () => {
    const first = await trainerOn('d').train({ network, settings });
    const second = await trainerOn('d').train({ network, settings });
    expect(first).toMatchObject({ ok: true, reused: false });
    expect(second).toEqual({ ...first, reused: true });
  });

  test('two equal requests at once are one run', async () => {
    const before = entries().length;
    const request = { network, settings: { ...settings, seed: 11 } };
    const trainer = trainerOn('d');
    const [first, second] = await Promise.all([trainer.train(request), trainer.train(request)]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    expect(entries()).toHaveLength(before + 1);
  });

  test.each<[string, object, boolean]>([
    ['a metric that is text', { metric: '1', epochs: [] }, true],
    ['no epochs', { metric: 1 }, true],
    ['a key of an older format', { metric: 1, epochs: [], steps: 3 }, true],
    ['no weights', { metric: 1, epochs: [] }, false],
  ])('a journal entry with %s is not answered with', async (_, record, keepsWeights) => {
    const request = { network, settings: { ...settings, seed: 12 } };
    const trained = await trainerOn('d').train(request);
    const { weightsSha256, ...line } = JSON.parse(entries().at(-1) as string) as Record<string, string>;
    const changed = { ...line, record, ...(keepsWeights && { weightsSha256 }) };
    writeFileSync(join(folder, 'journal.jsonl'), `${JSON.stringify(changed)}\n`);
    expect(await trainerOn('d').train(request)).toEqual({ ...trained, reused: false });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['other data', () => trainerOn('e').train({ network, settings })],
    ['another seed', () => trainerOn('d').train({ network, settings: { ...settings, seed: 4 } })],
    [
      'another format',
      () =>
        trainerOn('d').train({
          network: { ...network, input: { ...network.input, format: { ...inputFormat, integer: 1 } } },
          settings,
        }),
    ],
  ])('%s is trained', async (_, train) => {
    await trainerOn('d').train({ network, settings });
    expect(await train()).toMatchObject({ ok: true, reused: false });
  });

  test('training that starts from weights is another run than one from scratch', async () => {
    const first = await trainerOn('d').train({ network, settings });
    if (!first.ok) throw new Error(first.error);
    const next = await trainerOn('d').train({ network, settings, weights: first.weights });
    expect(next).toMatchObject({ ok: true, reused: false });
    expect(await trainerOn('d').train({ network, settings, weights: first.weights })).toMatchObject({
      reused: true,
    });
  });

  test('a run that paused goes on to the same bits as one that did not, from its state and from the journal', async () => {
    const request = { network, settings: { ...settings, epochs: 4, seed: 21 } };
    const whole = await trainerOn('d').train(request);
    const paused = await trainerOn('p').train(request, { until: 1 });
    if (!paused.ok) throw new Error(paused.error);
    expect(paused.epochs).toHaveLength(1);
    expect(paused.state).toBeDefined();
    const resumed = await trainerOn('p').train(request, { until: 4, from: paused });
    expect(resumed).toEqual(whole);
    // The journal keeps the state.
    const known = await trainerOn('p').train(request, { until: 1 });
    expect(known).toEqual({ ...paused, reused: true });
    // On other data, so that the journal does not answer for the whole.
    if (!known.ok) throw new Error(known.error);
    expect(await trainerOn('q').train(request, { until: 4, from: known })).toEqual(whole);
    expect(await trainerOn('r').train(request, { until: 4, from: {} })).toEqual(whole);
  });

  test.each([
    ['the last weights', { keep: 'last' as const }, 2, true],
    ['the best weights, which are not the last', { keep: 'best' as const }, 4, false],
    ['patience that is not at its end', { keep: 'best' as const, earlyStop: { patience: 4 } }, 4, false],
  ])('a pause that the journal remembers is the pause itself: %s', async (_, changes, until, isLast) => {
    // At this rate the metric falls again after the first epoch.
    const wild = { ...settings, ...changes, epochs: 5, learningRate: 1, seed: 31 };
    const request = { network, settings: { ...wild, schedule: 'constant' as const } };
    const paused = await trainerOn('s').train(request, { until });
    if (!paused.ok || !paused.state) throw new Error('did not pause');
    expect(paused.metric === paused.epochs.at(-1)?.validationMetric).toBe(isLast);
    expect(await trainerOn('s').train(request, { until })).toEqual({ ...paused, reused: true });
  });

  test('a run that diverges is a failure with its place, also from the journal', async () => {
    const wild = { ...settings, learningRate: 1e38, schedule: 'constant' as const };
    const failed = { ok: false, error: expect.stringMatching(/stopped being finite in epoch \d+, step \d+/) };
    expect(await trainerOn('d').train({ network, settings: wild })).toEqual(failed);
    expect(await trainerOn('d').train({ network, settings: wild })).toEqual(failed);
  });
});
