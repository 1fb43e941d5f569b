import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { widthOf, type Fixed, type Network, type Weights } from '@nx-codesign/ir';
import { createWasmEngine, initialWeights } from '@nx-codesign/train';
import { stripeImages } from '../__fixtures__/idx';
import { testConfig } from '../__fixtures__/testStudy';
import { modelFiles } from '../artefacts/networkFiles';
import { artefactReader } from '../artefacts/readFolder';
import { parseConfig } from '../config/parse';
import type { CodesignConfig } from '../config/schema';
import { mlp } from '../families/mlp';
import { openJournal } from '../journal/journal';
import { createProgress } from '../progress/progress';
import type { TunedVariant } from '../records/variants';
import { createPool, type Pool } from '../threads/pool';
import { createLearner } from '../trials/learner';
import { createTrainer } from '../trials/trainer';
import { quantizeVariant } from './quantizeVariant';

jest.setTimeout(60_000);

const inputFormat = { signed: false, integer: 0, fraction: 8 };
const network = mlp.build(
  { widths: [4] } as Parameters<typeof mlp.build>[0],
  { depth: 1, width1: 4, activation: 'relu', norm: 'none' },
  { task: 'classification', inputShape: [16], inputFormat, outputs: 3 },
);

/** The hidden kernel small but for one weight, so that its format reaches far beyond the others. */
function startWeights(): Weights {
  const weights = initialWeights(network, 1);
  const [hidden] = Object.keys(weights).filter((name) => name.endsWith('/kernel'));
  const { shape, data } = weights[hidden];
  return { ...weights, [hidden]: { shape, data: data.map((value, i) => (i === 0 ? 1 : value / 64)) } };
}

function arrays(count: number) {
  const { images, labels } = stripeImages(count, 5);
  return { count, x: Float32Array.from(images, (pixel) => pixel / 256), y: Int32Array.from(labels) };
}

const costs = { parameters: 1, bops: 1, ebops: 1, luts: 1, ffs: 1, latencyCycles: 1, latencyNs: 1 };
const variant: TunedVariant = {
  name: 'v',
  policies: ['accuracy'],
  trial: 1,
  network: 'n',
  genotype: {},
  validation: { float: 0.5 },
  assumed: costs,
};

let folder: string;
let pool: Pool;
const { signal } = new AbortController();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantize-'));
  writeModel('v', startWeights());
  pool = createPool({ size: 1, setup: { train: arrays(300), validation: arrays(90) }, signal });
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

function writeModel(name: string, weights: Weights): void {
  const files = modelFiles(`local-search/${name}`, { network, weights });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** What `quantizeVariant` works with, for a study with these keys of `qat`. */
function studyWith(keys: Partial<CodesignConfig['qat']>) {
  const config = parseConfig(JSON.stringify(testConfig), 'codesign.json');
  const log = () => undefined;
  const now = () => 0;
  const context = {
    config: { ...config, qat: { ...config.qat, epochs: 1, batchSize: 32, ...keys } },
    stage: 'qat',
    projectName: 'p',
    projectRoot: folder,
    workspaceRoot: folder,
    outputRoot: folder,
    cacheRoot: folder,
    workers: 1,
    log,
    now,
    signal,
    reader: artefactReader(folder),
    progress: createProgress({ stage: 'qat', unit: 'precisions', total: 2, log, now }),
  } as const;
  const { name, version } = createWasmEngine();
  const ground = { engine: { name, version }, code: 'c', data: ['d'] };
  const journal = openJournal(folder);
  const trainer = createTrainer(pool, journal, ground);
  return { context, workshop: { pool, trainer, learner: createLearner(pool, journal, ground) } };
}

describe('a variant is quantised', () => {
  test('with a precision recorded as failed where retraining has its sums outgrow float32', async () => {
    // Steps of 1000 send the weights to the ends of their formats, whose sums are above 2^24 at 16 bits.
    const { context, workshop } = studyWith({ learningRate: 1000 });
    const wide = { name: 'w16a8', weightBits: 16, activationBits: 8 };
    const narrow = { name: 'w4a8', weightBits: 4, activationBits: 8 };
    const result = await quantizeVariant(context, workshop, { variant, precisions: [wide, narrow] });
    expect(result.trials[0]).toMatchObject({ ...wide, ok: false, stage: 'qat' });
    expect(result.trials[0]).toHaveProperty('error', expect.stringContaining('training is exact below 2^24'));
    expect(result.trials[1]).toMatchObject({ ...narrow, ok: true });
    expect(result.variant.precision).toEqual(narrow);
  });

  test('with widths learned at each strength, the weaker first, beside those that are given', async () => {
    const learned = { startBits: 6, widthRate: 0.05, epochs: 4, batchSize: 32, learningRate: 0.01 };
    const { context, workshop } = studyWith({ learned: { ...learned, strengths: [20, 0.01] } });
    const given = { name: 'w6a6', weightBits: 6, activationBits: 6 };
    const { trials, artefacts } = await quantizeVariant(context, workshop, { variant, precisions: [given] });
    expect(trials.map(({ name }) => name)).toEqual(['w6a6', 'learned-0.01', 'learned-20']);
    const [, weak, strong] = trials.map((trial) => (trial.ok ? trial.costs.ebops : undefined));
    expect(strong).toBeLessThan(weak!);
    expect(Object.keys(artefacts)).toContain('v/learned-20/network.json');
  });

  test('with one strength recorded as failed where its network sums up too much, and the others learned', async () => {
    const entries = Object.entries(initialWeights(network, 1)).map(
      ([name, { shape, data }]) => [name, { shape, data: data.map((value) => value * 64) }] as const,
    );
    writeModel('large', Object.fromEntries(entries));
    const learned = { startBits: 8, widthRate: 0.3, epochs: 8, batchSize: 8, learningRate: 0.005 };
    const { context, workshop } = studyWith({ learned: { ...learned, strengths: [1e-6, 1000] } });
    const wide = { ...variant, name: 'large' };
    const { trials } = await quantizeVariant(context, workshop, { variant: wide, precisions: [] });
    expect(trials).toMatchObject([
      { name: 'learned-0.000001', ok: false, error: expect.stringContaining('exact below 2^24') },
      { name: 'learned-1000', ok: true },
    ]);
  });

  test('with learned ranges where the study says so', async () => {
    const { context, workshop } = studyWith({ calibration: 'learned', ranges: 'channel' });
    const given = { name: 'w6a4', weightBits: 6, activationBits: 4 };
    const { trials, artefacts } = await quantizeVariant(context, workshop, { variant, precisions: [given] });
    expect(trials[0]).toMatchObject({ ...given, ok: true });
    const { layers } = JSON.parse(String(artefacts['v/chosen/network.json'])) as Network;
    const outputs = layers.flatMap(({ config }) => ('output' in config ? [config['output']].flat() : []));
    expect(new Set(outputs.map((format) => widthOf(format as Fixed)))).toEqual(new Set([4]));
  });

  test('by layer, at the default where a layer has no width of its own', async () => {
    const { context, workshop } = studyWith({});
    const precision = { name: 'wlayersa6', weightBits: { default: 3, logits: 5 }, activationBits: 6 };
    const { artefacts } = await quantizeVariant(context, workshop, { variant, precisions: [precision] });
    const { layers } = JSON.parse(String(artefacts['v/chosen/network.json'])) as Network;
    const widths = layers.flatMap(({ name, config }) => {
      const weight = config['weight'] as Fixed | undefined;
      return weight ? [[name, widthOf(weight)]] : [];
    });
    expect(Object.fromEntries(widths)).toEqual({ dense1: 3, logits: 5 });
  });
});
