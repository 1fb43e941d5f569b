import { linearAxis } from './axis';

const axis = (values: number[]) => linearAxis(values, { from: 0, to: 100, format: String });

describe('a linear axis', () => {
  test.each([
    { values: [0, 10], labels: ['0', '2', '4', '6', '8', '10'], why: 'a fifth of the range is a round step' },
    { values: [3, 41], labels: ['0', '10', '20', '30', '40', '50'], why: '7.6 is rounded up to 10' },
    { values: [93.1, 95.9], labels: ['93', '94', '95', '96'], why: '0.56 is rounded up to 1' },
    { values: [4, 4], labels: ['4', '5'], why: 'one value alone still has a range' },
    { values: [0, 0], labels: ['0', '0.2'], why: 'zero alone too' },
  ])('has the ticks $labels for $values: $why', ({ values, labels }) => {
    expect(axis(values).ticks.map(({ label }) => label)).toEqual(labels);
  });

  test('puts its first tick at the start, its last at the end, and values in between', () => {
    const { ticks, at } = axis([0, 10]);
    expect(ticks[0].position).toBe(0);
    expect(ticks.at(-1)?.position).toBe(100);
    expect(at(2.5)).toBe(25);
  });

  test('can run downwards, as the vertical axis of a page does', () => {
    const { at } = linearAxis([0, 10], { from: 200, to: 0, format: String });
    expect([at(0), at(10), at(1)]).toEqual([200, 0, 180]);
  });
});
