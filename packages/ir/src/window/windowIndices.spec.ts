import { windowIndices } from './windowIndices';

describe('windowIndices', () => {
  it('runs over row, column, channel of each window', () => {
    // [2, 3, 2]: element (row, column, channel) is 6 row + 2 column + channel; windows 2 x 2 in steps of 1.
    const operation = { shape: [1, 2, 8], sizes: [2, 2], strides: [1, 1], before: [0, 0] };
    expect([...windowIndices(operation, [2, 3, 2])]).toEqual([
      ...[0, 1, 2, 3, 6, 7, 8, 9],
      ...[2, 3, 4, 5, 8, 9, 10, 11],
    ]);
  });

  it('is -1 outside, ahead and behind', () => {
    const operation = { shape: [2, 2, 9], sizes: [3, 3], strides: [1, 1], before: [1, 1] };
    expect([...windowIndices(operation, [2, 2, 1])]).toEqual([
      ...[-1, -1, -1, -1, 0, 1, -1, 2, 3],
      ...[-1, -1, -1, 0, 1, -1, 2, 3, -1],
      ...[-1, 0, 1, -1, 2, 3, -1, -1, -1],
      ...[0, 1, -1, 2, 3, -1, -1, -1, -1],
    ]);
  });

  it('steps over one axis', () => {
    const operation = { shape: [2, 4], sizes: [2], strides: [2], before: [0] };
    expect([...windowIndices(operation, [5, 2])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
