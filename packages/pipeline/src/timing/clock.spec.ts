import type { Timing } from '../records/checks';
import { clockWarnings, criticalPathOf, isClockOpen } from './clock';

const design = (clockPeriodNs: number, criticalPathNs: number) => ({
  latencyCycles: 11,
  clockPeriodNs,
  criticalPathNs,
});

describe('criticalPathOf', () => {
  test('the slowest module decides', () => {
    expect(criticalPathOf([{ criticalPathNs: 0.9 }, { criticalPathNs: 1.4 }, { criticalPathNs: 1 }])).toBe(
      1.4,
    );
  });
});

describe('clockWarnings', () => {
  const within = { low: 0.2, high: 0.5 };
  test.each<[string, number, { low: number; high: number } | undefined, RegExp[]]>([
    ['nothing where all paths are within the period', 0.5, within, []],
    ['nothing of a netlist without timing', 0.5, undefined, []],
    [
      'the model where its path is longer',
      1.455,
      undefined,
      [/takes 1\.455 ns by the delay model, more than the clock period of 0\.5 ns.*\(estimated\)/],
    ],
    ['nothing where only the long delays are longer', 0.5, { low: 0.4, high: 0.6 }, []],
    [
      'the netlist where the short delays are longer too',
      0.5,
      { low: 0.6, high: 0.9 },
      [/netlist takes 0\.6 to 0\.9 ns, more/],
    ],
    ['both', 1, { low: 0.6, high: 0.9 }, [/delay model/, /netlist takes/]],
  ])('says %s', (_, path, range, expected) => {
    const warnings = clockWarnings(design(0.5, path), { criticalPathNs: range });
    expect(warnings).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });
});

describe('isClockOpen', () => {
  test.each<[Timing['criticalPathNs'], boolean, string]>([
    [{ low: 0.2, high: 0.5 }, false, 'met with long delays'],
    [{ low: 0.5, high: 0.51 }, true, 'met with short delays only'],
    [{ low: 0.51, high: 0.9 }, false, 'not met: a warning'],
    [undefined, false, 'not measured'],
  ])('a path of %j at 0.5 ns gives %p: %s', (criticalPathNs, expected) => {
    expect(isClockOpen({ clockPeriodNs: 0.5, criticalPathNs })).toBe(expected);
  });
});
