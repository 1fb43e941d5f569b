import fc from 'fast-check';
import { createPortableMath } from '../../engines/wasm';
import { arctangent, directionOf, fourVectorOf, wrapped } from './coordinates';

describe('arctangent', () => {
  it.each([
    { why: 'along x', y: 0, x: 1, angle: 0 },
    { why: 'the diagonal', y: 3, x: 3, angle: Math.PI / 4 },
    { why: 'tan(pi/6) = 1/sqrt(3)', y: -1, x: Math.sqrt(3), angle: -Math.PI / 6 },
    { why: 'up', y: 2, x: 0, angle: Math.PI / 2 },
    { why: 'back', y: 0, x: -1, angle: Math.PI },
    { why: 'nowhere counts as along x', y: 0, x: 0, angle: 0 },
  ])('of ($y, $x) is $angle ($why)', ({ y, x, angle }) => {
    expect(arctangent(y, x)).toBeCloseTo(angle, 13);
  });

  it('agrees with the platform to 1e-13 (seed 5)', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(number, number, (y, x) => {
        fc.pre(Math.hypot(x, y) > 1e-6);
        const difference = arctangent(y, x) - Math.atan2(y, x);
        expect(Math.abs(wrapped(difference))).toBeLessThan(1e-13);
      }),
      { seed: 5 },
    );
  });
});

describe('directions', () => {
  const math = createPortableMath();

  it('a momentum of (3, 4, 12) has pt 5 and pseudorapidity asinh(12 / 5) = ln(5)', () => {
    const { pt, eta, phi } = directionOf({ x: 3, y: 4, z: 12 }, math);
    expect(pt).toBe(5);
    expect(eta).toBeCloseTo(1.6094379124341003, 14);
    expect(phi).toBeCloseTo(0.9272952180016122, 14);
    expect(directionOf({ x: 3, y: 4, z: -12 }, math).eta).toBe(-eta);
  });

  it('a momentum comes back from its direction, with the energy of a particle without mass', () => {
    const { e, x, y, z } = fourVectorOf(directionOf({ x: 3, y: 4, z: 12 }, math), math);
    expect(e).toBeCloseTo(13, 12);
    expect([x, y, z].map((part) => Number(part.toFixed(12)))).toEqual([3, 4, 12]);
  });

  it('an angle above pi is the one a turn below', () => {
    expect(wrapped(3.5)).toBeCloseTo(3.5 - 2 * Math.PI, 15);
    expect(wrapped(-3.5)).toBeCloseTo(2 * Math.PI - 3.5, 15);
    expect(wrapped(1)).toBe(1);
  });
});
