import { quantizePatches } from './patchFormat';

const format = (fraction: number) => ({ signed: false, integer: 0, fraction });

describe('quantizePatches', () => {
  it.each([
    { why: 'least is 0, largest saturates at 15/16', values: [10, 20, 30, 50], expected: [0, 4, 8, 15] },
    {
      why: '1/32 rounds up to 1/16, just below it down',
      values: [0, 100, 99, 3200],
      expected: [0, 1, 0, 15],
    },
    { why: 'a flat patch has no brightness', values: [7, 7, 7, 7], expected: [0, 0, 0, 0] },
    { why: 'only differences count', values: [-40, -30, -20, 0], expected: [0, 4, 8, 15] },
  ])('$values at 4 bits: $why', ({ values, expected }) => {
    const inputs = quantizePatches(Float32Array.from(values), 4, format(4));
    expect(Array.from(inputs, (input) => input * 16)).toEqual(expected);
  });

  it('scales each patch by itself', () => {
    const inputs = quantizePatches(Float32Array.of(0, 1, 0, 1000), 2, format(8));
    expect(Array.from(inputs)).toEqual([0, 255 / 256, 0, 255 / 256]);
  });

  it.each([NaN, Infinity])('refuses %d, saying where', (value) => {
    expect(() => quantizePatches(Float32Array.of(0, 1, value, 2), 2, format(8))).toThrow(
      expect.objectContaining({
        code: 'dataset.notFinite',
        message: expect.stringContaining(`Row 1 holds ${value} as value 0 of 2`),
      }),
    );
  });

  it('refuses a signed format', () => {
    expect(() =>
      quantizePatches(Float32Array.of(0, 1), 2, { signed: true, integer: 0, fraction: 7 }),
    ).toThrow(expect.objectContaining({ code: 'dataset.inputFormat' }));
  });
});
