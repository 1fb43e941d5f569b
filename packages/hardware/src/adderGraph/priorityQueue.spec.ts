import { PriorityQueue } from './priorityQueue';

describe('PriorityQueue', () => {
  it('gives the highest score first, of equal scores the smallest key, then nothing', () => {
    const queue = new PriorityQueue();
    [
      [5, 2],
      [3, 9],
      [8, 2],
      [1, 2],
      [4, 7],
    ].forEach(([key, score]) => queue.push(key, score));
    const keys = Array.from({ length: 6 }, () => queue.pop()?.key);
    expect(keys).toEqual([3, 4, 1, 5, 8, undefined]);
  });
});
