import { shareOfSome } from './roundedPower';

describe('shareOfSome', () => {
  it.each([
    { chance: 1, count: 5, share: 1, why: 'all are there' },
    { chance: 0, count: 5, share: 0, why: 'none can be' },
    {
      chance: 0.5,
      count: 2,
      share: 2 / 3,
      why: 'of three equally likely cases two have one, and one has both',
    },
    { chance: 1e-9, count: 4, share: 0.25, why: 'one at least, and hardly ever more' },
  ])('$share of $count, each there with a chance of $chance: $why', ({ chance, count, share }) => {
    expect(shareOfSome(chance, count)).toBeCloseTo(share, 5);
  });
});
