import { checkNetwork } from '@nx-codesign/ir';
import { drawCandidates } from './candidates';
import { signedDigitsOf } from './samples';

const fitted = drawCandidates('xcup', { count: 60, firstSeed: 1 });
const evaluated = drawCandidates('xcup', { count: 60, firstSeed: 10001 });

describe('the drawn networks (seeds 1 to 60 and 10001 to 10060)', () => {
  it('are the same each time, of every family and origin, and valid', () => {
    expect(drawCandidates('xcup', { count: 60, firstSeed: 1 })).toEqual(fitted);
    const kinds = new Set(fitted.map(({ family, origin }) => `${family} ${origin}`));
    expect(kinds.size).toBe(6);
    fitted.forEach(({ network }) => expect(() => checkNetwork(network)).not.toThrow());
  });

  it('have 2 to 8 bits and 0 to 90 % zeros', () => {
    for (const { weightBits, activationBits, zeroShare } of [...fitted, ...evaluated]) {
      expect([2, 3, 4, 5, 6, 7, 8]).toEqual(expect.arrayContaining([weightBits, activationBits]));
      expect(zeroShare).toBeGreaterThanOrEqual(0);
      expect(zeroShare).toBeLessThanOrEqual(0.9);
    }
  });

  it('are others for the evaluation', () => {
    const seeds = new Set(fitted.map(({ seed }) => seed));
    expect(evaluated.filter(({ seed }) => seeds.has(seed))).toEqual([]);
  });
});

describe('signedDigitsOf', () => {
  it.each([
    [1, 1, '1'],
    [3, 2, '4 - 1'],
    [7, 2, '8 - 1'],
    [11, 3, '8 + 4 - 1'],
    [64, 1, '64'],
  ])('%i has %i digits: %s', (weight, digits) => {
    expect(signedDigitsOf(weight)).toBe(digits);
  });
});
