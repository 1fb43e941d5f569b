import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeHdf5, type Hdf5Content } from './__fixtures__/hdf5';
import { diskFiles } from './dataFiles';
import type { Hls4mlJetsSource } from './hls4mlJetsSource';
import { constituentFeatures, highLevelFeatures } from './jets/features';
import { checkDataSet, prepareDataSet, type DataSetOptions } from './loadDataSet';

const folder = mkdtempSync(join(tmpdir(), 'hls4ml-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = diskFiles(folder);

/** As the published files have it: one more name than columns. */
const particleNames = [...constituentFeatures, 'pdgid'].map((name) => `j1_${name}`);
const jetNames = [
  'j_ptfrac',
  ...highLevelFeatures.map((name) => `j_${name}`),
  'j_g',
  'j_q',
  'j_w',
  'j_z',
  'j_t',
  'j_undef',
];
const particles = 5;

/** Jet `first + i` has label i mod 5; column c of constituent p is jet + c / 100, pT falls with p. */
function contents(count: number, first = 0): Record<string, Hdf5Content> {
  const list = new Float64Array(count * particles * 16);
  const jets = new Float64Array(count * jetNames.length);
  for (let jet = 0; jet < count; jet++) {
    for (let particle = 0; particle < particles; particle++) {
      for (let column = 0; column < 16; column++) {
        const pt = 100 - 10 * particle;
        list[(jet * particles + particle) * 16 + column] = column === 5 ? pt : first + jet + column / 100;
      }
    }
    jets.fill(first + jet, jet * jetNames.length, jet * jetNames.length + 17);
    jets[jet * jetNames.length + jetNames.indexOf('j_g') + ((first + jet) % 5)] = 1;
  }
  return {
    jetConstituentList: { data: list, shape: [count, particles, 16] },
    jets: { data: jets, shape: [count, jetNames.length] },
    particleFeatureNames: { data: particleNames },
    jetFeatureNames: { data: jetNames },
  };
}

beforeAll(async () => {
  await writeHdf5(join(folder, 'a.h5'), contents(30));
  await writeHdf5(join(folder, 'b.h5'), contents(20, 30));
  await writeHdf5(join(folder, 'test.h5'), contents(10, 1000));
});

const source: Hls4mlJetsSource = { kind: 'hls4mlJets', files: ['a.h5', 'b.h5'], particles: 3, features: 3 };
const options: DataSetOptions = {
  source,
  split: { train: 0.6, validation: 0.2, test: 0.2 },
  inputFormat: { signed: true, integer: 12, fraction: 8 },
  normalise: { method: 'none' },
  seed: 1,
};

describe('hls4ml LHC jets', () => {
  it('brings pT, etarel and phirel of the hardest constituents of all files, each jet with its label', async () => {
    const { dataSet, origin } = await prepareDataSet(options, files);
    expect(dataSet).toMatchObject({ inputShape: [3, 3], classes: 5 });
    expect(origin).toMatchObject({
      classNames: ['g', 'q', 'W', 'Z', 't'],
      featureNames: ['pt', 'etarel', 'phirel'],
    });
    const seen: number[] = [];
    for (const { x, y, count } of [dataSet.train, dataSet.validation, dataSet.test]) {
      for (let row = 0; row < count; row++) {
        // etarel is column 8: jet + 0.08, floor(0.08 * 256 + 1/2) is 20; phirel column 11, 28 / 256.
        const jet = x[9 * row + 1] - 20 / 256;
        expect(Array.from(x.subarray(9 * row, 9 * row + 9))).toEqual(
          [100, 90, 80].flatMap((pt) => [pt, jet + 20 / 256, jet + 28 / 256]),
        );
        expect(y[row]).toBe(jet % 5);
        seen.push(jet);
      }
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, jet) => jet));
  });

  it('sorts constituents that do not stand in the order of their momentum', async () => {
    const shuffled = contents(10) as Record<'jetConstituentList', { data: Float64Array; shape: number[] }>;
    const { data } = shuffled.jetConstituentList;
    for (let jet = 0; jet < 10; jet++) data[jet * 80 + 5] = 85;
    await writeHdf5(join(folder, 'shuffled.h5'), shuffled);
    const unsorted = { ...options, source: { ...source, files: ['shuffled.h5'] } };
    const { x } = (await prepareDataSet(unsorted, files)).dataSet.train;
    expect([x[0], x[3], x[6]]).toEqual([90, 85, 80]);
  });

  it('keeps test files for the end, in their order', async () => {
    const given = {
      ...options,
      source: { ...source, testFiles: ['test.h5'] },
      split: { train: 0.8, validation: 0.2 },
    };
    const { test, train } = (await prepareDataSet(given, files)).dataSet;
    expect(Array.from({ length: 10 }, (_, row) => test.x[9 * row + 1] - 20 / 256)).toEqual(
      Array.from({ length: 10 }, (_, jet) => 1000 + jet),
    );
    expect(train.count).toBe(40);
  });

  it('scales 16 features by the root of their mean square over the training jets alone', async () => {
    const wide = { ...options, source: { ...source, features: 16 } as const, normalise: undefined };
    const { dataSet, origin } = await prepareDataSet(wide, files);
    expect(dataSet.inputShape).toEqual([3, 16]);
    expect(origin.featureNames).toEqual(constituentFeatures);
    const jets = Array.from(dataSet.train.y, (_, row) => dataSet.train.x[48 * row]);
    const { divisor } = origin.normalisation as { readonly divisor: readonly number[] };
    // Column 0 is the number of the jet.
    const found = jets.map((value) => Math.round(value * divisor[0]));
    const meanSquare = found.reduce((sum, jet) => sum + jet * jet, 0) / found.length;
    expect(divisor[0]).toBeCloseTo(Math.sqrt(meanSquare), 6);
    expect(new Set(found).size).toBe(30);
  });

  it('brings the 16 high-level features out of the jets', async () => {
    const high = { ...options, source: { ...source, features: 'highLevel' } as const };
    const { dataSet, origin } = await prepareDataSet(high, files);
    expect(dataSet.inputShape).toEqual([16]);
    expect(origin.featureNames).toEqual(highLevelFeatures);
    expect(new Set(dataSet.train.x.subarray(0, 16)).size).toBe(1);
    expect(dataSet.train.x[0] % 5).toBe(dataSet.train.y[0]);
  });

  const jetsWithout = (name: string) => {
    const { [name]: _, ...rest } = contents(10);
    return rest;
  };
  const broken: [string, () => Promise<void> | void, Partial<Hls4mlJetsSource>, [string, string]][] = [
    [
      'a missing file',
      () => undefined,
      { files: ['none.h5'] },
      ['dataset.missing', 'none.h5 does not exist'],
    ],
    [
      'another format',
      () => writeFileSync(join(folder, 'broken.h5'), 'hello'),
      { files: ['broken.h5'] },
      ['dataset.hdf5', 'broken.h5 is not an HDF5 file'],
    ],
    [
      'a file without constituents',
      () => writeHdf5(join(folder, 'broken.h5'), jetsWithout('jetConstituentList')),
      { files: ['a.h5', 'broken.h5'] },
      [
        'dataset.hdf5',
        'no data set "jetConstituentList"; it has jetFeatureNames, jets, particleFeatureNames',
      ],
    ],
    [
      'a file without a column',
      () =>
        writeHdf5(join(folder, 'broken.h5'), { ...contents(10), particleFeatureNames: { data: ['j1_pt'] } }),
      { files: ['broken.h5'] },
      ['dataset.hdf5', 'no column j1_etarel; it has j1_pt'],
    ],
    [
      'another number of jets',
      () => writeHdf5(join(folder, 'broken.h5'), { ...contents(10), jets: contents(9).jets }),
      { files: ['broken.h5'] },
      ['dataset.countMismatch', '10 jets in jetConstituentList but 9 in jets'],
    ],
    [
      'more particles than there are',
      () => undefined,
      { particles: 6 },
      ['dataset.shapeMismatch', 'at most 5'],
    ],
  ];
  it.each(broken)('refuses %s before any work', async (_, prepare, changes, [code, text]) => {
    await prepare();
    const check = checkDataSet({ ...options, source: { ...source, ...changes } }, files);
    await expect(check).rejects.toMatchObject({ code, message: expect.stringContaining(text) });
  });

  it('refuses test files that fit into memory by themselves but not with the others', async () => {
    const long = contents(7) as Record<string, { data: Float64Array; shape: number[] }>;
    const rows = 3e8 / 9 - 40;
    const stretched = Object.entries(long).map(([name, content]) => [
      name,
      content.shape === undefined ? content : { ...content, rows: Math.floor(rows) },
    ]);
    await writeHdf5(join(folder, 'long.h5'), Object.fromEntries(stretched));
    const check = (names: string[]) =>
      checkDataSet(
        {
          ...options,
          source: { ...source, files: names, testFiles: ['long.h5'] },
          split: { train: 0.8, validation: 0.2 },
        },
        files,
      );
    expect(await check(['a.h5'])).toMatchObject({ poolCount: 30 });
    await expect(check(['a.h5', 'b.h5'])).rejects.toMatchObject({ code: 'dataset.count' });
  });

  it('refuses a jet of two classes', async () => {
    const twice = contents(10) as Record<'jets', { data: Float64Array; shape: number[] }>;
    twice.jets.data[jetNames.indexOf('j_t')] = 1;
    await writeHdf5(join(folder, 'twice.h5'), twice);
    const load = prepareDataSet({ ...options, source: { ...source, files: ['twice.h5'] } }, files);
    await expect(load).rejects.toMatchObject({
      code: 'dataset.classes',
      message: expect.stringContaining('Jet 0 of twice.h5 has 1, 0, 0, 0, 1'),
    });
  });
});
