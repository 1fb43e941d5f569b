import fc from 'fast-check';
import { resizeByArea } from './resizeByArea';

function valuesOf({ numerators, denominator }: ReturnType<typeof resizeByArea>): number[] {
  return Array.from(numerators, (numerator) => numerator / denominator);
}

describe('resizeByArea', () => {
  it.each([
    {
      why: 'two by two blocks: (1+2+5+6)/4 and so on',
      image: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
      from: [4, 4],
      to: [2, 2],
      expected: [3.5, 5.5, 11.5, 13.5],
    },
    {
      why: 'windows of 1.5 pixels: (10 + 20/2)/1.5 and (20/2 + 60)/1.5',
      image: [10, 20, 60],
      from: [1, 3],
      to: [1, 2],
      expected: [40 / 3, 140 / 3],
    },
    {
      why: '3x3 to 2x2: corner window 1 + 2/2 + 4/2 + 5/4 over 2.25',
      image: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      from: [3, 3],
      to: [2, 2],
      expected: [21 / 9, 33 / 9, 57 / 9, 69 / 9],
    },
    {
      why: 'the same size changes nothing',
      image: [1, 2, 3, 4],
      from: [2, 2],
      to: [2, 2],
      expected: [1, 2, 3, 4],
    },
    { why: 'one window holds all', image: [0, 255, 0, 0], from: [2, 2], to: [1, 1], expected: [255 / 4] },
  ])('gives $expected ($why)', ({ image, from: [height, width], to, expected }) => {
    const resized = resizeByArea(Uint8Array.from(image), { count: 1, height, width }, [to[0], to[1]]);
    expect(valuesOf(resized)).toEqual(expected);
  });

  it('keeps images apart', () => {
    const resized = resizeByArea(Uint8Array.from([1, 3, 10, 30]), { count: 2, height: 1, width: 2 }, [1, 1]);
    expect(valuesOf(resized)).toEqual([2, 20]);
  });

  it('has integer numerators whose mean is the mean of the image (seed 2)', () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.tuple(size, size, size, size), fc.integer(), ([height, width, h, w], start) => {
        fc.pre(h <= height && w <= width);
        const image = Uint8Array.from({ length: height * width }, (_, i) => (start + i * 37) & 255);
        const { numerators, denominator } = resizeByArea(image, { count: 1, height, width }, [h, w]);
        const total = image.reduce((sum, pixel) => sum + pixel, 0);
        expect(numerators.every(Number.isInteger)).toBe(true);
        expect(denominator).toBe(height * width);
        expect(numerators.reduce((sum, each) => sum + each, 0)).toBe(total * h * w);
      }),
      { seed: 2 },
    );
  });

  it.each([[[0, 8]], [[8, 29]], [[1.5, 2]]])('refuses the size %j', (target) => {
    const resize = () =>
      resizeByArea(new Uint8Array(784), { count: 1, height: 28, width: 28 }, target as [number, number]);
    expect(resize).toThrow(expect.objectContaining({ code: 'dataset.resize' }));
    expect(resize).toThrow('[28, 28]');
  });
});
