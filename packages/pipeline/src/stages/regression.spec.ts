import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { parseConfig } from '../config/parse';
import { stageNames } from '../config/stages';
import { studyReportSchema, type StudyReport } from '../study/studyReport';
import { runStages } from '../__fixtures__/testStudy';

jest.setTimeout(240_000);

/** Where a simulated Bragg peak lies in a patch of 7 x 7 pixels, by convolutions. */
const config = parseConfig(
  JSON.stringify({
    task: 'regression',
    dataset: {
      source: { kind: 'bragg', count: 900, patch: 7, offsetPx: 1, neighbours: 0 },
      inputFormat: { signed: false, integer: 0, fraction: 5 },
      split: { train: 0.7, validation: 0.15, test: 0.15 },
    },
    search: {
      space: {
        family: 'convNet',
        blocks: [1, 1],
        channels: [2, 3],
        kernels: [3],
        strides: [2],
        poolings: ['none'],
        depth: [0, 1],
        widths: [4],
        norms: ['none'],
      },
      algorithm: { population: 3, trials: 3 },
      training: { epochs: 6, batchSize: 32, learningRate: 0.01 },
      assume: { weightBits: 5, activationBits: 5 },
      variants: ['accuracy'],
    },
    localSearch: { trials: 2, batch: 2, epochs: [8, 10], batchSizes: [32], repeats: 0 },
    qat: { weightBits: [5], activationBits: [5], epochs: 3, batchSize: 32, maxLoss: 0.2 },
    prune: { steps: 1, epochs: 2, batchSize: 32, maxLoss: 0.2 },
    evaluation: { resamples: 50, draws: 1 },
    hlsEmit: { cornerVectors: 8 },
    synthesize: { faults: 0 },
  }),
  'codesign.json',
);

let root: string;
let study: StudyReport;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regression-'));
  mkdirSync(join(root, 'project'));
  await runStages({ root, config }, stageNames, { output: 'out', cache: 'cache', workers: 1 });
  study = JSON.parse(readFileSync(join(root, 'out/report/report.json'), 'utf8')) as StudyReport;
});
afterAll(() => rmSync(root, { recursive: true }));

const report = (file: string) => readFileSync(join(root, 'out/report', file), 'utf8');

describe('a regression from simulated peaks to gates', () => {
  test('is searched for distance and cost, and every network is a convolution', () => {
    expect(study.search.objectives).toEqual(['distance', 'ebops']);
    for (const { network } of study.variants)
      expect(network.layers.map(({ kind }) => kind)).toContain('conv2d');
  });

  test('has gates that give every integer of the interpreter', () => {
    for (const { verification } of study.variants) {
      expect(verification.engine.mismatches).toBe(0);
      expect(verification.gates.mismatches).toBe(0);
    }
  });

  test('has the distance of the pruned network at the gates, nearer than always the middle', () => {
    for (const { variant, verification, evaluation } of study.variants) {
      expect(verification.gates.metric).toBeCloseTo(variant.test.pruned, 9);
      // Uniform in a square of side 2: sqrt(2) + ln(1 + sqrt(2)) over 3 from its middle.
      expect(verification.gates.metric).toBeLessThan(0.5 * 0.765);
      expect(evaluation.pruned.errors!.distance95).toBeGreaterThan(variant.test.pruned);
      expect(evaluation.pruned.classes).toBeUndefined();
    }
  });

  test('has a report with its own unit, without accuracies, that keeps the schema', () => {
    const validate = new Ajv2020({ allErrors: true, strict: true }).compile(studyReportSchema);
    validate(study);
    expect(validate.errors ?? []).toEqual([]);
    const html = report('report.html');
    expect(html).toContain('distances in px');
    expect(html).not.toContain('accuracy %');
    expect(html).not.toMatch(/undefined|NaN|Infinity|\[object/);
    expect(report('summary.md')).toMatch(/mean distance [\d.]+ px on the test samples at gate level/);
  });
});
