import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeHdf5 } from './__fixtures__/hdf5';
import { braggFramesSource, type BraggFramesSource } from './braggFramesSource';
import { diskFiles } from './dataFiles';

const folder = mkdtempSync(join(tmpdir(), 'bragg-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = diskFiles(folder);

const [count, height, width] = [2, 20, 30];
/** Each pixel holds its own place: frame, row and column in decimal. */
const place = (frame: number, row: number, column: number) => 10_000 * frame + 100 * row + column;
const frames = Uint16Array.from({ length: count * height * width }, (_, at) =>
  place(Math.floor(at / (height * width)), Math.floor(at / width) % height, at % width),
);

const peaks = {
  peak_fidx: [1, 0, 1, 0, 1],
  peak_row: [10.25, 8.5, 2.75, 9, 10],
  peak_col: [12.5, 9, 28.25, 9, 12],
  npeaks: [1, 1, 1, 2, 1],
  deviations: [0, 0.5, 0.9, 0, 1],
};
const columns = (changes: Partial<Record<keyof typeof peaks, number[]>> = {}) =>
  Object.fromEntries(
    Object.entries({ ...peaks, ...changes }).map(([name, values]) => [
      name,
      { data: Float64Array.from(values), shape: [values.length] },
    ]),
  );

beforeAll(async () => {
  await writeHdf5(join(folder, 'frames.h5'), { frames: { data: frames, shape: [count, height, width] } });
  await writeHdf5(join(folder, 'peaks.h5'), columns());
});

const source: BraggFramesSource = { kind: 'braggFrames', frames: 'frames.h5', peaks: 'peaks.h5', patch: 7 };

describe('patches out of BraggNN frames', () => {
  it('keeps single peaks with a good fit, which are three of five', async () => {
    expect(await braggFramesSource.check(source, files)).toMatchObject({
      task: 'regression',
      shape: [7, 7, 1],
      poolCount: 3,
      values: 'patches',
    });
  });

  it('cuts each patch around the pixel of its peak; the target is the rest, column first', async () => {
    const { pool, close } = await braggFramesSource.load(source, files);
    const rows = pool.rows(0, 2);
    const patch = (frame: number, top: number, left: number) =>
      Array.from({ length: 49 }, (_, at) => place(frame, top + Math.floor(at / 7), left + (at % 7)));
    expect(Array.from(rows.subarray(0, 49))).toEqual(patch(1, 7, 9));
    expect(Array.from(rows.subarray(49))).toEqual(patch(0, 5, 6));
    expect(Array.from(pool.y.subarray(0, 4))).toEqual([0.5, 0.25, 0, 0.5]);
    close?.();
  });

  it('beyond the frame are zeros, half of them on each side, and the target moves along', async () => {
    const { pool, close } = await braggFramesSource.load(source, files);
    const patch = pool.rows(2, 1);
    // Row 2.75, column 28.25: rows 0 to 5 and columns 25 to 29 are in the frame; one zero column left, one right.
    const expected = Array.from({ length: 49 }, (_, at) => {
      const [row, column] = [Math.floor(at / 7), at % 7];
      return row < 6 && column >= 1 && column < 6 ? place(1, row, 24 + column) : 0;
    });
    expect(Array.from(patch)).toEqual(expected);
    // The centre stands at column 28.25 - 25 + 1 = 4.25 and row 2.75 of the patch, whose middle is 3.
    expect(Array.from(pool.y.subarray(4))).toEqual([1.25, -0.25]);
    close?.();
  });

  const broken: [string, Record<string, number[]>, string, string][] = [
    [
      'a peak outside of the frames',
      { peak_row: [10, 20, 3, 9, 10] },
      'dataset.shapeMismatch',
      'row 20, column 9',
    ],
    ['columns of other lengths', { peak_col: [1, 2] }, 'dataset.countMismatch', '5, 5, 2 entries'],
    ['no single peak', { npeaks: [2, 2, 2, 2, 2] }, 'dataset.count', '0 single peaks'],
  ];
  it.each(broken)('refuses %s before any work', async (_, changes, code, text) => {
    await writeHdf5(join(folder, 'broken.h5'), columns(changes));
    await expect(braggFramesSource.check({ ...source, peaks: 'broken.h5' }, files)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text),
    });
  });

  it('refuses swapped files, naming what is missing', async () => {
    const swapped = { ...source, frames: 'peaks.h5', peaks: 'frames.h5' };
    await expect(braggFramesSource.check(swapped, files)).rejects.toThrow(
      'peaks.h5 has no data set "frames"',
    );
  });
});
