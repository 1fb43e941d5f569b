import type { BraggSource } from './braggSource';
import type { DataFiles } from './dataFiles';
import { checkDataSet, prepareDataSet, type DataSetOptions } from './loadDataSet';

const noFile = (path: string): never => {
  throw new Error(`read ${path}`);
};
const noFiles: DataFiles = { absolute: noFile, size: noFile, read: noFile, readRange: noFile };
const source: BraggSource = {
  kind: 'bragg',
  count: 500,
  patch: 11,
  seed: 1,
  offsetPx: 1.5,
  widthPx: [1.5, 4.5],
  peakCounts: [30, 3000],
  backgroundCounts: [5, 50],
  readNoiseCounts: 3,
  neighbours: 0.3,
};
const options: DataSetOptions = {
  source,
  split: { train: 0.6, validation: 0.2, test: 0.2 },
  inputFormat: { signed: false, integer: 0, fraction: 8 },
  seed: 1,
};

describe('a data set of simulated Bragg peaks', () => {
  it('is a regression of [11, 11, 1] inputs to a position in pixels, scaled per patch', async () => {
    const { dataSet, origin } = await prepareDataSet(options, noFiles);
    expect(dataSet).toMatchObject({ task: 'regression', inputShape: [11, 11, 1] });
    expect(dataSet.classes).toBeUndefined();
    expect([dataSet.train.y.length, dataSet.test.y.length]).toEqual([600, 200]);
    expect(dataSet.train.y).toBeInstanceOf(Float32Array);
    expect(origin).toMatchObject({
      simulated: true,
      normalisation: { method: 'minMaxPerSample' },
      targets: { names: ['column', 'row'], unit: 'px', meaning: 'position' },
    });
    for (let start = 0; start < dataSet.train.x.length; start += 121) {
      const patch = dataSet.train.x.subarray(start, start + 121);
      expect([Math.min(...patch), Math.max(...patch)]).toEqual([0, 255 / 256]);
    }
  });

  it('keeps each centre with its patch: the brightest pixels lie there', async () => {
    const bright = { ...source, peakCounts: [2000, 3000] as const, neighbours: 0 };
    const { dataSet } = await prepareDataSet({ ...options, source: bright }, noFiles);
    const { x, y, count } = dataSet.validation;
    for (let index = 0; index < count; index++) {
      const patch = x.subarray(121 * index, 121 * (index + 1));
      const brightest = patch.indexOf(Math.max(...patch));
      expect(Math.abs((brightest % 11) - 5 - y[2 * index])).toBeLessThan(1.5);
      expect(Math.abs(Math.floor(brightest / 11) - 5 - y[2 * index + 1])).toBeLessThan(1.5);
    }
  });

  it('says how well least-squares fits do on the test split: under a tenth of a pixel', async () => {
    const { baseline } = (await prepareDataSet(options, noFiles)).origin;
    expect(baseline).toMatchObject({ split: 'test', count: 100 });
    expect(baseline?.meanDistance).toBeGreaterThan(0.03);
    expect(baseline?.meanDistance).toBeLessThan(0.12);
    expect(baseline?.distance95).toBeGreaterThan(2 * baseline!.meanDistance);
  });

  const broken: [string, Partial<DataSetOptions>, string, string][] = [
    ['a study of classes', { task: 'classification' }, 'dataset.task', 'Set "task": "regression"'],
    [
      'a signed format',
      { inputFormat: { signed: true, integer: 0, fraction: 7 } },
      'dataset.inputFormat',
      'signed: false',
    ],
    [
      'scales of features',
      { normalise: { method: 'standard' } },
      'dataset.normalise',
      'Remove dataset.normalise',
    ],
    ['an even patch', { source: { ...source, patch: 10 } }, 'dataset.bragg', 'an odd number'],
    ['a range upside down', { source: { ...source, widthPx: [3, 2] } }, 'dataset.bragg', 'widthPx is [3, 2]'],
    ['a peak at the edge', { source: { ...source, offsetPx: 4 } }, 'dataset.bragg', 'Use at most 3.5'],
    ['more than 16 bits', { source: { ...source, peakCounts: [1, 7e4] } }, 'dataset.bragg', '65535'],
  ];
  it.each(broken)('refuses %s before any work', async (_, changes, code, text) => {
    await expect(checkDataSet({ ...options, ...changes }, noFiles)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text),
    });
  });
});
