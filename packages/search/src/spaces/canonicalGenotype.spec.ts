import { canonicalGenotype } from './canonicalGenotype';
import { type Space } from './space';

const space: Space = {
  depth: { kind: 'integer', low: 1, high: 7, step: 2 },
  rate: { kind: 'float', low: 0.00012345678, high: 0.1, log: true },
  norm: { kind: 'categorical', choices: [true, false], when: { parameter: 'depth', atLeast: 3 } },
};

it('puts the parameters in order of the space', () => {
  expect(Object.keys(canonicalGenotype(space, { norm: false, rate: 0.01, depth: 3 }))).toEqual([
    'depth',
    'rate',
    'norm',
  ]);
});

it.each([
  [0.0123456789, 0.0123457, 'six digits'],
  [0.00012345678, 0.000123457, 'six digits, still above the low bound'],
  [0.1, 0.1, 'a short number stays'],
])('turns the float %d into %d: %s', (rate, rounded) => {
  expect(canonicalGenotype(space, { depth: 1, rate })).toEqual({ depth: 1, rate: rounded });
});

it('keeps a bound with more digits, as rounding would leave the range', () => {
  const narrow: Space = { x: { kind: 'float', low: 0.12345649, high: 0.12345661 } };
  expect(canonicalGenotype(narrow, { x: 0.12345649 })).toEqual({ x: 0.12345649 });
});

it.each([
  ['a missing parameter', { depth: 1 }, 'Genotype: rate is active but missing.'],
  ['a value out of range', { depth: 9, rate: 0.01 }, 'Genotype: depth cannot be 9.'],
  ['a value between the steps', { depth: 2, rate: 0.01 }, 'Genotype: depth cannot be 2.'],
  ['text for a number', { depth: '1', rate: 0.01 }, 'Genotype: depth cannot be "1".'],
  ['NaN', { depth: 1, rate: NaN }, 'Genotype: rate cannot be null.'],
  [
    'an inactive parameter',
    { depth: 1, rate: 0.01, norm: true },
    'Genotype: norm must be absent, as its condition does not hold.',
  ],
  [
    'an unknown parameter',
    { depth: 1, rate: 0.01, size: 1 },
    'Genotype: size must be absent, as the space has no such parameter.',
  ],
])('refuses %s', (_, genotype, message) => {
  expect(() => canonicalGenotype(space, genotype as never)).toThrow(message);
});
