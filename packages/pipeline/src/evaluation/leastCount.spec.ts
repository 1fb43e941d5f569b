import { leastCount } from './leastCount';

describe('leastCount', () => {
  test.each([
    { share: 0.55, count: 100, expected: 55, why: '0.55 * 100 is 55.00000000000001 in double precision' },
    { share: 0.07, count: 100, expected: 7, why: '0.07 * 100 is 7.000000000000001' },
    { share: 0.55, count: 101, expected: 56, why: '55.55 rounds up' },
    { share: 0.001, count: 5, expected: 1, why: 'a share above 0 is one at least' },
    { share: 0.5, count: 1e6 + 1, expected: 500001, why: 'half of an odd count rounds up' },
    { share: 0, count: 5, expected: 0, why: 'nothing of five' },
    { share: 1, count: 5, expected: 5, why: 'all of five' },
  ])('$share of $count is $expected: $why', ({ share, count, expected }) => {
    expect(leastCount(share, count)).toBe(expected);
  });

  test('is the exact ceiling of every share in hundredths of up to 1000', () => {
    for (let hundredths = 0; hundredths <= 100; hundredths++) {
      for (let count = 1; count <= 1000; count++) {
        const product = hundredths * count;
        const exact = (product - (product % 100)) / 100 + (product % 100 > 0 ? 1 : 0);
        if (leastCount(hundredths / 100, count) !== exact) throw new Error(`${hundredths} % of ${count}`);
      }
    }
  });
});
