import { createProgress } from './progress';

function record(
  steps: readonly (readonly [ms: number, pieces: number, note?: string])[],
  total: number,
): string[] {
  const lines: string[] = [];
  let ms = 0;
  const progress = createProgress({
    stage: 'search',
    unit: 'trials',
    total,
    log: (line) => lines.push(line),
    now: () => ms,
  });
  for (const [at, pieces, note] of steps) {
    ms = at;
    progress.advance(pieces, note);
  }
  return lines;
}

describe('progress lines', () => {
  test('say what is done, how fast, and how long it still takes', () => {
    expect(record([[4000, 12, 'best accuracy 95.10 %']], 60)).toEqual([
      'search 12/60 trials, 3.0/s, 16 s left, best accuracy 95.10 %',
    ]);
  });

  test('slow work is told in seconds per piece', () => {
    expect(record([[30_000, 3]], 5)).toEqual(['search 3/5 trials, 10.0 s each, 20 s left']);
  });

  test('tell no speed from the first few pieces, which wait for the threads to start', () => {
    const steps = [
      [2600, 1, 'best'],
      [4700, 10],
      [6800, 1],
    ] as const;
    expect(record(steps, 240)).toEqual([
      'search 1/240 trials, best',
      'search 11/240 trials',
      'search 12/240 trials, 1.8/s, 130 s left',
    ]);
    expect(
      record(
        [
          [3000, 2],
          [6000, 1],
        ],
        4,
      ),
    ).toEqual(['search 2/4 trials', 'search 3/4 trials, 2.0 s each, 2 s left']);
    expect(record([[3000, 1]], 1)).toEqual(['search 1/1 trials, 3.0 s each, done']);
  });

  test('come at most every two seconds, but the last one always', () => {
    const steps = [100, 1900, 2100, 3000, 3100].map((ms) => [ms, 1] as const);
    expect(record(steps, 5).map((line) => line.slice(0, 10))).toEqual(['search 3/5', 'search 5/5']);
  });

  test('between two pieces tell what is going on, but not within two seconds of a line', () => {
    const lines: string[] = [];
    let ms = 0;
    const options = { stage: 'synthesize', unit: 'steps', total: 3, now: () => ms };
    const progress = createProgress({ ...options, log: (line) => lines.push(line) });
    for (const [at, note] of [
      [500, 'a: reading'],
      [2500, 'a: mapping LUTs'],
      [3000, 'b: reading'],
    ] as const) {
      ms = at;
      progress.tell(note);
    }
    expect(lines).toEqual(['synthesize 0/3 steps, a: mapping LUTs']);
  });
});
