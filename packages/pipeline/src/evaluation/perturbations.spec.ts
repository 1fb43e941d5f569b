import { inputsOf, withDeadInputs, withGain, withNoise } from './perturbations';

const format = { signed: true, integer: 1, fraction: 4 };
const step = 2 ** -4;

/** 4000 samples of 5 inputs, values -1 and 1 in turn: a standard deviation of 1. */
const inputs = {
  x: Float32Array.from({ length: 20000 }, (_, i) => (i % 2 === 0 ? -1 : 1)),
  count: 4000,
  format,
};

const isOnGrid = (values: Float32Array) => values.every((value) => Number.isInteger(value / step));

describe('perturbed inputs', () => {
  test('noise has the stated standard deviation, up to the step of the grid, and no bias', () => {
    const noisy = withNoise(inputs, 0.25, 3);
    const errors = [...noisy].map((value, at) => value - inputs.x[at]);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const variance = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    // Rounding adds step^2 / 12.
    expect(variance).toBeCloseTo(0.25 ** 2 + step ** 2 / 12, 2);
    expect(isOnGrid(noisy)).toBe(true);
  });

  test('noise is the same for the same seed, another for another, and none at level 0', () => {
    expect(withNoise(inputs, 0.25, 3)).toEqual(withNoise(inputs, 0.25, 3));
    expect(withNoise(inputs, 0.25, 3)).not.toEqual(withNoise(inputs, 0.25, 4));
    expect(withNoise(inputs, 0, 3)).toEqual(inputs.x);
  });

  test('noise leaves what is absent from a padded set at zero, and the rest as without padding', () => {
    const set = { x: Float32Array.of(1, -0.5, 0.25, 0, 0, 0, -1, 0.5, 0, 1, 0, 0), count: 2, format };
    const plain = withNoise(set, 0.5, 3);
    const padded = withNoise({ ...set, padded: true }, 0.5, 3);
    expect([...padded]).toEqual([...plain].map((value, at) => (set.x[at] === 0 ? 0 : value)));
    expect(padded).not.toEqual(plain);
    expect(padded).not.toEqual(set.x);
  });

  test.each([
    { shape: [8, 3], signed: true, padded: true, why: 'constituents of a set' },
    { shape: [28, 28], signed: false, padded: false, why: 'pixels of an image' },
    { shape: [28, 28, 1], signed: true, padded: false, why: 'an image of reals' },
    { shape: [16], signed: true, padded: false, why: 'high-level features' },
  ])('of shape $shape, signed $signed, are padded: $padded ($why)', ({ shape, signed, padded }) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const input = { shape, format: { ...format, signed } };
    expect(inputsOf(input, { x: new Float32Array(size), count: 1 })).toMatchObject({ padded });
  });

  test('a share in decimals makes no input more dead than it says: 0.55 of 100 are 55', () => {
    const hundred = { x: new Float32Array(100).fill(1), count: 1, format };
    expect(withDeadInputs(hundred, 0.55, 9).filter((value) => value === 0)).toHaveLength(55);
  });

  test.each([
    { value: 1, gain: 1.1, expected: 1.125, why: '1.1 rounds to 18 sixteenths' },
    { value: 1, gain: 0.9, expected: 0.875, why: '0.9 rounds to 14 sixteenths' },
    { value: 1.875, gain: 1.1, expected: 1.9375, why: 'the largest value of the format' },
    { value: -2, gain: 1.5, expected: -2, why: 'the smallest value of the format' },
    { value: 0.5, gain: 1.0625, expected: 0.5625, why: '8.5 sixteenths round up' },
  ])('$value at gain $gain is $expected: $why', ({ value, gain, expected }) => {
    expect([...withGain({ x: Float32Array.of(value), count: 1, format }, gain)]).toEqual([expected]);
  });

  test.each([
    [0, 0],
    [0.05, 1],
    [0.4, 2],
    [0.41, 3],
    [1, 5],
  ])('a share of %d makes %d of 5 inputs dead, the same ones of every sample', (share, dead) => {
    const result = withDeadInputs(inputs, share, 9);
    const zeros = Array.from({ length: 5 }, (_, input) =>
      Array.from({ length: inputs.count }, (__, sample) => result[sample * 5 + input] === 0),
    );
    expect(zeros.filter((column) => column.every(Boolean))).toHaveLength(dead);
    expect(zeros.filter((column) => column.some(Boolean))).toHaveLength(dead);
  });
});
