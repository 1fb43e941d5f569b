import { isWithinLoss, lostBy } from './lossLimit';

describe('lostBy', () => {
  it('is accuracy for a classification, a share of the mean distance for a regression', () => {
    expect(lostBy(0.5, { task: 'classification', start: 0.75 })).toBe(0.25);
    expect(lostBy(0.75, { task: 'classification', start: 0.5 })).toBe(-0.25);
    expect(lostBy(2.5, { task: 'regression', start: 2 })).toBe(0.25);
  });
});

describe('isWithinLoss', () => {
  const samples = 6000;

  it.each([
    { maxLoss: 0, allowed: 0 },
    { maxLoss: 0.005, allowed: 30 },
    { maxLoss: 0.01, allowed: 60 },
    { maxLoss: 0.02, allowed: 120 },
  ])(
    'of 6000 samples and a limit of $maxLoss, $allowed more errors are within and one more is not, from any start',
    ({ maxLoss, allowed }) => {
      for (let correct = 5000; correct <= samples; correct++) {
        const limit = { task: 'classification', start: correct / samples, maxLoss } as const;
        expect(isWithinLoss((correct - allowed) / samples, limit)).toBe(true);
        expect(isWithinLoss((correct - allowed - 1) / samples, limit)).toBe(false);
      }
    },
  );

  it('takes 0.955 after 0.96 as within 0.005, though their difference in float64 is 0.0050000000000000044', () => {
    expect(isWithinLoss(0.955, { task: 'classification', start: 0.96, maxLoss: 0.005 })).toBe(true);
  });

  it('takes a distance of exactly its share more as within', () => {
    const limit = { task: 'regression', start: 0.3, maxLoss: 0.1 } as const;
    expect(isWithinLoss(0.33, limit)).toBe(true);
    expect(isWithinLoss(0.3301, limit)).toBe(false);
  });

  it('takes any gain as within', () => {
    expect(isWithinLoss(0.97, { task: 'classification', start: 0.9, maxLoss: 0 })).toBe(true);
  });
});
