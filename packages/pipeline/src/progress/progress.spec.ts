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

  test('come at most every two seconds, but the last one always', () => {
    const steps = [100, 1900, 2100, 3000, 3100].map((ms) => [ms, 1] as const);
    expect(record(steps, 5).map((line) => line.slice(0, 10))).toEqual(['search 3/5', 'search 5/5']);
  });
});
