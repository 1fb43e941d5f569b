import fc from 'fast-check';
import { FeatureStatistics, powerOfTwoAbove, type NormaliseOptions, type TrainMethod } from './normalisation';

const scalesOf = (
  rows: readonly (readonly number[])[],
  options: NormaliseOptions & { method: TrainMethod },
) => {
  const statistics = new FeatureStatistics(rows[0].length);
  for (const row of rows) statistics.add(row);
  return statistics.scales(options);
};
const root8 = Math.sqrt(8);
/** Means 3, 0 and 7; mean squares 13, 8 and 49; ranges 4, 2 sqrt 8 and 0. */
const rows = [
  [1, root8, 7],
  [1, -root8, 7],
  [5, root8, 7],
  [5, -root8, 7],
];

describe('scales from the training split', () => {
  it.each([
    {
      method: 'standard',
      offset: [3, 0, 7],
      divisor: [2, Math.sqrt(8), 1],
      why: 'deviations 2 and sqrt 8; a constant has none',
    },
    {
      method: 'rootMeanSquare',
      offset: [0, 0, 0],
      divisor: [Math.sqrt(13), Math.sqrt(8), 7],
      why: 'zeros stay zero',
    },
    {
      method: 'minMax',
      offset: [1, -Math.sqrt(8), 7],
      divisor: [4, 2 * Math.sqrt(8), 1],
      why: 'least to largest',
    },
  ] as const)('by $method: $why', ({ method, offset, divisor }) => {
    const found = scalesOf(rows, { method });
    expect(found.method).toBe(method);
    (found.offset as number[]).forEach((each, feature) => expect(each).toBeCloseTo(offset[feature], 12));
    (found.divisor as number[]).forEach((each, feature) => expect(each).toBeCloseTo(divisor[feature], 12));
  });

  it('as powers of two are rounded up', () => {
    const { divisor } = scalesOf(rows, { method: 'rootMeanSquare', divisor: 'powerOfTwo' });
    expect(divisor).toEqual([4, 4, 8]);
  });

  it('keep their digits far from zero: values around a billion deviate by 1', () => {
    const far = [1e9 - 1, 1e9 + 1, 1e9 - 1, 1e9 + 1].map((value) => [value]);
    expect(scalesOf(far, { method: 'standard' })).toMatchObject({ offset: [1e9], divisor: [1] });
  });

  it.each([NaN, Infinity])('refuse %d, which no network can read', (value) => {
    expect(() =>
      scalesOf(
        [
          [1, 2],
          [3, value],
        ],
        { method: 'standard' },
      ),
    ).toThrow(
      expect.objectContaining({ code: 'dataset.notFinite', message: expect.stringContaining('Feature 1') }),
    );
  });
});

describe('powerOfTwoAbove', () => {
  it.each([
    [1, 1],
    [1.01, 2],
    [400, 512],
    [0.2, 0.25],
    [0.125, 0.125],
  ])('of %d is %d', (value, power) => {
    expect(powerOfTwoAbove(value)).toBe(power);
  });

  it('is at least the value and less than twice it (seed 6)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
        const power = powerOfTwoAbove(value);
        expect(power).toBeGreaterThanOrEqual(value);
        expect(power).toBeLessThan(2 * value);
        expect(Number.isInteger(Math.log2(power))).toBe(true);
      }),
      { seed: 6 },
    );
  });
});
