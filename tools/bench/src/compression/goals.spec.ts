import { cheapestWithin, goalFigures, mostAccurateAt, type Base, type TestedEntry } from './goals';

const bops = (once: number, all = once) => ({ once, all });
const entry = (validation: number, once: number): TestedEntry => ({
  name: 'n',
  units: '1',
  validation,
  test: validation - 0.01,
  bops: bops(once),
});
const base: Base = {
  ...entry(0.6, 5000),
  at8Bits: bops(1000, 6000),
  at32Bits: bops(5000, 30000),
};

describe('cheapestWithin', () => {
  const entries = [entry(0.63, 500), entry(0.61, 90), entry(0.601, 80), entry(0.58, 20), entry(0.5, 1)];
  it.each([
    [0, 0, 80],
    [0, 0.005, 90],
    [0.028, 0.005, 20],
  ])('at an allowed loss of %f with a margin of %f takes the one of %i', (allowedLoss, margin, once) => {
    expect(cheapestWithin(entries, base, { allowedLoss, margin })?.bops.once).toBe(once);
  });

  it('is none where all lose too much', () => {
    expect(cheapestWithin(entries, base, { allowedLoss: 0, margin: 0.1 })).toBeUndefined();
  });
});

describe('mostAccurateAt', () => {
  const entries = [entry(0.63, 101), entry(0.6, 100), entry(0.61, 90), entry(0.58, 20)];
  it('is the most accurate of those with few enough operations, none where all have more', () => {
    // 1000 at 8 bits, each layer once: 10 times fewer is 100, 60 times fewer is below 20.
    expect(mostAccurateAt(entries, base, { times: 10 })?.bops.once).toBe(90);
    expect(mostAccurateAt(entries, base, { times: 60 })).toBeUndefined();
  });
});

describe('goalFigures', () => {
  it('judge accuracy in points and the ratio under every way of counting', () => {
    const variant = { ...entry(0.61, 90), bops: bops(90, 700) };
    const figures = goalFigures(base, variant, { name: 'small', allowedLoss: 0.028, times: 10 });
    expect(figures.slice(0, 4).map(({ value, met }) => [value, met])).toEqual([
      [1, true],
      [11.11, true],
      [8.571, false],
      [42.86, true],
    ]);
  });
});
