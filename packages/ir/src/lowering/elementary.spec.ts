import { exponential, gaussianErrorLinear, hyperbolicTangent, logistic } from './elementary';

/** A few units in the last place of a double. */
const tolerance = 1e-15;

const samples = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 37);

describe('elementary functions', () => {
  it.each([
    { name: 'exponential', ours: exponential, theirs: Math.exp },
    { name: 'hyperbolicTangent', ours: hyperbolicTangent, theirs: Math.tanh },
    { name: 'logistic', ours: logistic, theirs: (x: number) => 1 / (1 + Math.exp(-x)) },
  ])('$name agrees with Math to 1e-15, relative', ({ ours, theirs }) => {
    for (const x of samples) expect(Math.abs(ours(x) / theirs(x) - 1) || 0).toBeLessThan(tolerance);
  });

  it.each([
    { ours: exponential(0), exact: 1, why: 'e^0' },
    { ours: exponential(1), exact: Math.E, why: 'e to the last bit' },
    { ours: exponential(-1000), exact: 0, why: 'underflow' },
    { ours: exponential(1000), exact: Infinity, why: 'overflow' },
    { ours: hyperbolicTangent(0), exact: 0, why: 'odd' },
    { ours: hyperbolicTangent(2 ** -40), exact: 2 ** -40, why: 'tanh x = x for tiny x' },
    { ours: hyperbolicTangent(1e6), exact: 1, why: 'saturated' },
    { ours: hyperbolicTangent(-1e6), exact: -1, why: 'saturated' },
    { ours: logistic(0), exact: 0.5, why: 'even odds' },
    { ours: gaussianErrorLinear(0), exact: 0, why: 'through the origin' },
    { ours: gaussianErrorLinear(100), exact: 100, why: 'the identity far above zero' },
    { ours: Math.abs(gaussianErrorLinear(-100)), exact: 0, why: 'nothing far below zero' },
    { ours: logistic(-1e6), exact: 0, why: 'saturated' },
    { ours: logistic(1e6), exact: 1, why: 'saturated' },
  ])('gives exactly $exact: $why', ({ ours, exact }) => {
    expect(ours).toBe(exact);
  });

  it('gaussianErrorLinear agrees with its formula over Math.tanh to 1e-15, absolute', () => {
    for (const x of samples) {
      const expected = (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
      expect(Math.abs(gaussianErrorLinear(x) - expected)).toBeLessThan(tolerance * Math.max(1, Math.abs(x)));
    }
  });

  it('gaussianErrorLinear has the published values', () => {
    // 0.5 x (1 + tanh(...)), as torch.nn.functional.gelu(x, approximate='tanh') gives in float64.
    expect(gaussianErrorLinear(1)).toBeCloseTo(0.841191990608, 11);
    expect(gaussianErrorLinear(-1)).toBeCloseTo(-0.158808009392, 11);
    expect(gaussianErrorLinear(-0.75)).toBeCloseTo(-0.170038, 5);
  });
});
