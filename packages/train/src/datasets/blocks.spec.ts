import fc from 'fast-check';
import { pickedRows } from './blocks';
import type { RawExamples } from './rawData';

/** Examples of a million values each, so that a block holds four; example i is all i. */
function large(count: number): RawExamples & { readonly asked: number[][] } {
  const asked: number[][] = [];
  return {
    count,
    shape: [1024, 1024],
    y: new Uint8Array(count),
    asked,
    rows(start, length) {
      asked.push([start, length]);
      const rows = new Uint8Array(length << 20);
      for (let row = 0; row < length; row++) rows.fill(start + row, row << 20, (row << 20) + 2);
      return rows;
    },
  };
}

describe('pickedRows', () => {
  it('brings every picked example to its position, whatever the order (seed 7)', () => {
    const small: RawExamples = {
      count: 50,
      shape: [2],
      y: new Uint8Array(50),
      rows: (start, length) => Float32Array.from({ length: 2 * length }, (_, at) => start + (at >> 1)),
    };
    const order = fc.shuffledSubarray(
      Array.from({ length: 50 }, (_, index) => index),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(order, order, (first, second) => {
        const picks = [first, second].map((indices) => ({ from: small, indices: Int32Array.from(indices) }));
        const found = picks.map(({ indices }) => new Array<number>(indices.length).fill(-1));
        for (const { pick, values, positions } of pickedRows(picks)) {
          positions.forEach((position, row) => (found[picks.indexOf(pick)][position] = values[2 * row]));
        }
        expect(found).toEqual([first, second]);
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  it('reads a source of large examples by blocks, once for all picks, and no block that nobody asks for', () => {
    const from = large(14);
    const picks = [
      { from, indices: Int32Array.of(13, 0) },
      { from, indices: Int32Array.of(1, 5) },
    ];
    const found = [...pickedRows(picks)].flatMap(({ pick, values, positions }) =>
      Array.from(positions, (position, row) => [picks.indexOf(pick), position, values[row << 20]]),
    );
    expect(from.asked).toEqual([
      [0, 4],
      [4, 4],
      [12, 2],
    ]);
    expect(found).toEqual([
      [0, 1, 0],
      [1, 0, 1],
      [1, 1, 5],
      [0, 0, 13],
    ]);
  });
});
