import { normalDensity, normalMass } from './normalDistribution';

it.each([
  [-1, 1, 0.6826894921],
  [-Infinity, Infinity, 1],
  [0, Infinity, 0.5],
  [1.959963985, Infinity, 0.025],
  [-3, -2, 0.0214002339],
  [4, 5, 3.138459e-5],
])('has the tabulated mass between %d and %d', (from, to, mass) => {
  expect(Math.abs(normalMass(from, to) / mass - 1)).toBeLessThan(1e-6);
});

it('has the density whose integral is the mass', () => {
  const cells = Array.from(
    { length: 1000 },
    (_, index) => normalDensity(-1.3 + 0.003 * (index + 0.5)) * 0.003,
  );
  expect(cells.reduce((a, b) => a + b)).toBeCloseTo(normalMass(-1.3, 1.7), 6);
});
