import { latencyNsOf, toPicoseconds } from './clock';

describe('latencyNsOf', () => {
  it.each([
    { cycles: 11, clock: 5, path: 4.9, latency: 55, why: 'the clock is met' },
    { cycles: 11, clock: 0.5, path: 1.455, latency: 16.005, why: 'the path is slower than the clock' },
    { cycles: 3, clock: 1.1, path: 1, latency: 3.3, why: 'no binary digits left over' },
    { cycles: 7, clock: 1.2345, path: 1, latency: 8.6415, why: 'a period finer than a picosecond is kept' },
    { cycles: 0, clock: 5, path: 0, latency: 0, why: 'wires' },
  ])('$cycles cycles at $clock ns with a path of $path ns take $latency ns: $why', (each) => {
    const { cycles: latencyCycles, clock: clockPeriodNs, path: criticalPathNs, latency } = each;
    expect(latencyNsOf({ latencyCycles, clockPeriodNs, criticalPathNs })).toBe(latency);
  });
});

describe('toPicoseconds', () => {
  it('keeps three digits', () => {
    expect([1.0004, 1.4549999, 2].map(toPicoseconds)).toEqual([1, 1.455, 2]);
  });
});
