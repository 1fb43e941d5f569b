import fc from 'fast-check';
import { windowAxes, windowedShape } from './windowedShape';

describe('windowAxes', () => {
  it.each([
    { size: 11, k: 3, stride: 1, padding: 'valid', axis: { positions: 9, before: 0 }, why: '11 - 3 + 1' },
    { size: 11, k: 3, stride: 4, padding: 'valid', axis: { positions: 3, before: 0 }, why: 'at 0, 4, 8' },
    { size: 10, k: 3, stride: 4, padding: 'valid', axis: { positions: 2, before: 0 }, why: '8 has no room' },
    {
      size: 11,
      k: 3,
      stride: 1,
      padding: 'same',
      axis: { positions: 11, before: 1 },
      why: 'one either side',
    },
    { size: 11, k: 2, stride: 1, padding: 'same', axis: { positions: 11, before: 0 }, why: 'one, behind' },
    {
      size: 11,
      k: 5,
      stride: 2,
      padding: 'same',
      axis: { positions: 6, before: 2 },
      why: '5 2 + 5 - 11 = 4',
    },
    {
      size: 10,
      k: 5,
      stride: 2,
      padding: 'same',
      axis: { positions: 5, before: 1 },
      why: '3, the lesser ahead',
    },
    {
      size: 10,
      k: 1,
      stride: 3,
      padding: 'same',
      axis: { positions: 4, before: 0 },
      why: 'never less than 0',
    },
  ] as const)('places a window of $k in steps of $stride on $size, $padding: $why', (row) => {
    const options = { sizes: [row.k], strides: [row.stride], padding: row.padding };
    expect(windowAxes([row.size], options)).toEqual([row.axis]);
  });

  it('leaves no element out with stride up to the window, same padding (seed 31)', () => {
    const parts = { size: fc.integer({ min: 1, max: 30 }), k: fc.integer({ min: 1, max: 7 }), s: fc.nat(6) };
    fc.assert(
      fc.property(fc.record(parts), ({ size, k, s }) => {
        const stride = 1 + (s % k);
        const [{ positions, before }] = windowAxes([size], {
          sizes: [k],
          strides: [stride],
          padding: 'same',
        });
        const covered = new Set<number>();
        for (let p = 0; p < positions; p++) for (let i = 0; i < k; i++) covered.add(p * stride + i - before);
        for (let element = 0; element < size; element++) expect(covered.has(element)).toBe(true);
      }),
      { seed: 31 },
    );
  });
});

describe('windowedShape', () => {
  const valid = { sizes: [3, 3], strides: [1, 1], padding: 'valid' } as const;

  it('puts the elements of a window on the last axis', () => {
    expect(windowedShape('conv', [11, 9, 4], valid)).toEqual([9, 7, 36]);
    expect(windowedShape('conv', [16, 3], { sizes: [2], strides: [2], padding: 'valid' })).toEqual([8, 6]);
  });

  it.each([
    { why: 'an image without channels', shape: [8, 8], options: valid },
    { why: 'strides of another rank', shape: [8, 8, 1], options: { ...valid, strides: [1] } },
    { why: 'a window larger than the image', shape: [8, 2, 1], options: valid },
  ])('refuses $why', ({ shape, options }) => {
    expect(() => windowedShape('conv', shape, options)).toThrow(
      expect.objectContaining({ code: 'shape.window' }),
    );
  });

  it('says what to do with an image without channels', () => {
    expect(() => windowedShape('conv', [8, 8], valid)).toThrow(
      "Layer 'conv' moves a window [3, 3] in steps [1, 1] over [height, width, channels], got an input [8, 8]: " +
        'put a reshape layer before it',
    );
  });
});
