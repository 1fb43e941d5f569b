import { childSeconds } from './childSeconds';

describe('childSeconds', () => {
  it('adds user and system time of the second line', () => {
    expect(childSeconds('0m0.001s 0m0.002s\n2m3.500s 0m1.250s\n')).toBeCloseTo(124.75, 9);
  });
});
