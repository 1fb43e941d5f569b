import { frontTrials, reached, volumeOf, volumesOver } from './frontVolume';
import type { TrialRecord } from './searchRun';

const box = { cost: 'bops', error: 0.5, costs: [1, 16], wholeRung: 2 } as const;
const trial = (number: number, metric: number, bops: number, rung = 2): TrialRecord => ({
  ...{ trial: number, ok: true, genotype: {}, metric, costs: { bops }, rung },
});

describe('the hypervolume of a search', () => {
  test('is the share of the box of error and logarithmic cost', () => {
    // Error 0.25 of 0.5 and cost 2^2 of 2^0 to 2^4: half by half of the box.
    expect(volumeOf([trial(1, 0.75, 4)], box)).toBeCloseTo(0.25, 12);
    // The second adds error 0.25 to 0.4 (0.1 / 0.5 left) over the costs 2^0 to 2^2: 0.2 * 0.5.
    expect(volumeOf([trial(1, 0.75, 4), trial(2, 0.6, 1)], box)).toBeCloseTo(0.25 + 0.1, 12);
  });

  test('counts whole trainings only, and no failed trial', () => {
    const failed = { trial: 2, ok: false, genotype: {} };
    expect(volumeOf([trial(1, 0.99, 1, 1), failed, trial(3, 0.75, 4)], box)).toBeCloseTo(0.25, 12);
    expect(frontTrials([trial(1, 0.99, 1, 1), failed, trial(3, 0.75, 4)], box)).toHaveLength(1);
  });

  test('takes trials without rungs as whole', () => {
    const { rung: _, ...whole } = trial(1, 0.75, 4);
    expect(volumeOf([whole], box)).toBeCloseTo(0.25, 12);
  });

  test('grows over the generations, and the first that reaches a value is found', () => {
    const trials = [trial(1, 0.5, 4), trial(2, 0.75, 4), trial(3, 0.4, 8)];
    const course = [1, 2, 3].map((count) => ({ trials: count, wallSeconds: count, cpuSeconds: 2 * count }));
    const over = volumesOver(trials, course, box);
    expect(over.map(({ volume }) => volume)).toEqual([0, 0.25, 0.25]);
    expect(reached(over, 0.25)).toMatchObject({ trials: 2, cpuSeconds: 4 });
    expect(reached(over, 0.3)).toBeUndefined();
  });
});
