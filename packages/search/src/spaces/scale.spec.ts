import { scaleOf } from './scale';

const steps = scaleOf({ kind: 'integer', low: 8, high: 30, step: 8 });
const log = scaleOf({ kind: 'integer', low: 1, high: 8, log: true });
const rate = scaleOf({ kind: 'float', low: 1e-4, high: 1e-1, log: true });

it('gives the ends of an integer range half a step beyond them, counted from low', () => {
  expect([steps.low, steps.high]).toEqual([4, 28]); // 8, 16, 24; 32 is beyond 30
});

it.each([
  [4, 8],
  [11.9, 8],
  [12.1, 16],
  [28, 24],
  [99, 24],
  [-5, 8],
])('rounds coordinate %d to the step %d', (coordinate, value) =>
  expect(steps.toValue(coordinate)).toBe(value),
);

it.each([
  [Math.log(0.5), 1],
  [Math.log(1.49), 1],
  [Math.log(1.51), 2],
  [Math.log(8.5), 8],
])('rounds the logarithm %d to %d', (coordinate, value) => expect(log.toValue(coordinate)).toBe(value));

it('has cells that tile the axis', () => {
  for (const [scale, values] of [
    [steps, [8, 16, 24]],
    [log, [1, 2, 3, 4, 5, 6, 7, 8]],
  ] as const) {
    const cells = values.map((value) => scale.cell?.(value) ?? []);
    expect(cells[0][0]).toBe(scale.low);
    expect(cells[cells.length - 1][1]).toBe(scale.high);
    cells.slice(1).forEach(([from], index) => expect(from).toBe(cells[index][1]));
  }
});

it('puts the geometric middle of a log scale in its middle', () => {
  expect(rate.toValue((rate.low + rate.high) / 2)).toBe(0.00316228); // 10 ^ -2.5
  expect(rate.toCoordinate(0.01)).toBeCloseTo(Math.log(0.01), 12);
});

it('keeps floats within bounds that have more than six digits', () => {
  const narrow = scaleOf({ kind: 'float', low: 0.12345649, high: 0.12345661 });
  expect(narrow.toValue(0.1234566)).toBe(0.12345661); // six digits give 0.123457, which lies above
  expect(narrow.toValue(0.12345649)).toBe(0.12345649);
});

it('has no negative zero', () => {
  expect(Object.is(scaleOf({ kind: 'float', low: -1, high: 1 }).toValue(-0), 0)).toBe(true);
});
