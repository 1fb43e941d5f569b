import { createPortableMath } from '../../engines/wasm';
import { ellipseOf, intensityAt } from './pseudoVoigt';

const math = createPortableMath();

describe('a pseudo-Voigt peak', () => {
  const widths = [2, 6] as const;

  it.each([0, 0.3, 1])(
    'with a Lorentzian share of %d has its amplitude at the centre, half of it half a width away',
    (fraction) => {
      const peak = { amplitude: 80, centre: [5.25, 4] as const, shape: ellipseOf(widths, [1, 0]), fraction };
      expect(intensityAt(peak, [5.25, 4], math)).toBe(80);
      expect(intensityAt(peak, [6.25, 4], math)).toBeCloseTo(40, 12);
      expect(intensityAt(peak, [5.25, 1], math)).toBeCloseTo(40, 12);
    },
  );

  it('turned by the angle of (3, 4) is half as high half a width along (3, 4) / 5 and across it', () => {
    const peak = {
      amplitude: 1,
      centre: [0, 0] as const,
      shape: ellipseOf(widths, [0.6, 0.8]),
      fraction: 0.5,
    };
    expect(intensityAt(peak, [0.6, 0.8], math)).toBeCloseTo(0.5, 12);
    expect(intensityAt(peak, [-2.4, 1.8], math)).toBeCloseTo(0.5, 12);
    expect(intensityAt(peak, [0.8, 0.6], math)).toBeLessThan(0.55);
  });

  it.each([
    { why: 'a Gaussian falls to 2^-4 a full width away', fraction: 0, expected: 1 / 16 },
    { why: 'a Lorentzian falls to 1 / (1 + 4)', fraction: 1, expected: 1 / 5 },
    { why: 'a quarter of one and three of the other', fraction: 0.25, expected: 0.25 / 5 + 0.75 / 16 },
  ])('a full width from the centre: $expected ($why)', ({ fraction, expected }) => {
    const peak = { amplitude: 1, centre: [0, 0] as const, shape: ellipseOf(widths, [1, 0]), fraction };
    expect(intensityAt(peak, [2, 0], math)).toBeCloseTo(expected, 12);
  });
});
