import { correlatorsOf } from './correlators';

/** Three constituents with shares 1/2, 1/4, 1/4 on a right triangle with sides 0.3, 0.4, 0.5. */
const triangle = [
  { pt: 20, eta: 0, phi: 0 },
  { pt: 10, eta: 0.3, phi: 0 },
  { pt: 10, eta: 0, phi: 0.4 },
];

describe('energy correlators of a right triangle', () => {
  const [zero, one, two] = correlatorsOf(triangle);
  const zzz = 1 / 32;

  it.each([
    { why: '1/8 + 1/8 + 1/16', found: zero.e2, expected: 5 / 16 },
    { why: '0.3/8 + 0.4/8 + 0.5/16', found: one.e2, expected: 0.11875 },
    { why: '0.09/8 + 0.16/8 + 0.25/16', found: two.e2, expected: 0.046875 },
  ])('pairs: $expected ($why)', ({ found, expected }) => {
    expect(found).toBeCloseTo(expected, 14);
  });

  it.each([
    { beta: 0, correlators: zero, expected: [1, 1, 1] },
    { beta: 1, correlators: one, expected: [0.3, 0.12, 0.06] },
    { beta: 2, correlators: two, expected: [0.09, 0.0144, 0.0036] },
  ])(
    'the triple at beta $beta has the smallest angle, the two smallest, all: $expected',
    ({ correlators, expected }) => {
      correlators.e3.forEach((found, angles) => expect(found).toBeCloseTo(zzz * expected[angles], 14));
    },
  );

  it('do not depend on the order, the scale of momenta and a turn of the jet (1e-14)', () => {
    const turned = triangle.map(({ pt, eta, phi }) => ({
      pt: 3 * pt,
      eta: 0.6 * eta - 0.8 * phi,
      phi: 0.8 * eta + 0.6 * phi,
    }));
    const [, again] = correlatorsOf(turned.toReversed());
    expect(again.e2).toBeCloseTo(one.e2, 14);
    again.e3.forEach((found, angles) => expect(found).toBeCloseTo(one.e3[angles], 14));
  });

  it('of two particles have no triples, and of coinciding ones no angles', () => {
    expect(correlatorsOf(triangle.slice(0, 2))[1].e3).toEqual([0, 0, 0]);
    expect(correlatorsOf([triangle[0], triangle[0], triangle[1]])[1].e3).toEqual([0, 0, 0]);
  });
});
