import { successiveHalving } from './successiveHalving';

interface Result {
  readonly losses?: readonly number[];
  /** Rungs trained so far: a survivor continues. */
  readonly trained: number;
}

/** Each candidate's losses per rung; candidate 1 fails at rung 1. */
const course: readonly (readonly number[])[][] = [
  [
    [4, 1],
    [3, 1],
    [1, 1],
  ],
  [[1, 2], [], []],
  [
    [9, 9],
    [0, 0],
    [0, 0],
  ],
  [
    [2, 3],
    [2, 2],
    [2, 2],
  ],
  [
    [1.5, 1.5],
    [1, 3],
    [0.5, 3],
  ],
  [
    [8, 8],
    [0, 0],
    [0, 0],
  ],
  [
    [7, 7],
    [0, 0],
    [0, 0],
  ],
  [
    [6, 6],
    [0, 0],
    [0, 0],
  ],
];

/** Delays in ticks decide which evaluation finishes first. */
const climbWith = (delay: (position: number) => number) =>
  successiveHalving<Result>(course.length, {
    rungs: 3,
    reduction: 2,
    evaluate: async (position, rung, before) => {
      for (let tick = 0; tick < delay(position); tick++) await Promise.resolve();
      const losses = course[position][rung];
      const trained = (before?.trained ?? 0) + 1;
      return losses.length > 0 ? { losses, trained } : { trained };
    },
  });

it('halves a generation by rank, lets survivors continue and drops who fails', async () => {
  const climbs = await climbWith(() => 0);
  // Rung 0: front 0, 1, 4, then 3. Rung 1: 1 failed; the front is 0, 3, 4, of which the ends 0 and 4 are never crowded.
  expect(climbs.map(({ rung }) => rung)).toEqual([2, 1, 0, 1, 2, 0, 0, 0]);
  expect(climbs.map(({ result }) => result.trained)).toEqual([3, 2, 1, 2, 3, 1, 1, 1]);
  expect(climbs[0].results.map(({ losses }) => losses)).toEqual(course[0]);
});

it.each([
  ['the last first', (position: number) => 40 - 5 * position],
  ['in turns', (position: number) => (position % 3) * 7],
])('does not depend on which evaluation finishes first: %s', async (_, delay) => {
  expect(await climbWith(delay)).toEqual(await climbWith(() => 0));
});

it('evaluates a rung of survivors only after the whole rung before', async () => {
  const order: number[] = [];
  await successiveHalving(4, {
    rungs: 2,
    reduction: 2,
    evaluate: async (position, rung) => {
      order.push(rung);
      return { losses: [position] };
    },
  });
  expect(order).toEqual([0, 0, 0, 0, 1, 1]);
});

it('lets rivals of earlier generations compete at each rung', async () => {
  const climbs = await successiveHalving(4, {
    rungs: 2,
    reduction: 2,
    rivals: [[[-4], [-3], [-2], [-1]].map((losses) => ({ losses }))],
    evaluate: async (position) => ({ losses: [position] }),
  });
  expect(climbs.map(({ rung }) => rung)).toEqual([1, 0, 0, 0]);
});
