import fc from 'fast-check';
import { nodeFormat } from './nodeFormat';

const seed = 12;

describe('nodeFormat', () => {
  it.each([
    { low: 0, high: 255, format: { width: 8, signed: false, prefix: 0 }, why: 'plain unsigned' },
    { low: -1, high: 0, format: { width: 1, signed: true, prefix: 0 }, why: 'the sign bit alone' },
    { low: -8, high: 7, format: { width: 4, signed: true, prefix: 0 }, why: 'a full signed range' },
    { low: -9, high: 7, format: { width: 5, signed: true, prefix: 0 }, why: 'one more below' },
    {
      low: 5,
      high: 5,
      format: { width: 0, signed: false, prefix: 5 },
      why: 'a constant has no varying bits',
    },
    {
      low: 128,
      high: 131,
      format: { width: 2, signed: false, prefix: 32 },
      why: 'upper bits 100000 never change',
    },
    {
      low: 127,
      high: 128,
      format: { width: 8, signed: false, prefix: 0 },
      why: 'all bits change from 127 to 128',
    },
    { low: -4, high: -1, format: { width: 2, signed: false, prefix: -1 }, why: 'upper bits are ones' },
  ])('$low ... $high takes $format.width bits: $why', ({ low, high, format }) => {
    expect(nodeFormat({ low, high })).toEqual(format);
  });

  it(`gives each integer of the interval back from its bits (seed ${seed})`, () => {
    const bound = fc.integer({ min: -5000, max: 5000 });
    const check = (a: number, b: number, c: number): void => {
      const [low, value, high] = [a, b, c].sort((x, y) => x - y);
      const { width, signed, prefix } = nodeFormat({ low, high });
      const bits = ((value % 2 ** width) + 2 ** width) % 2 ** width;
      const negative = signed && bits >= 2 ** (width - 1);
      expect(prefix * 2 ** width + bits - (negative ? 2 ** width : 0)).toBe(value);
    };
    fc.assert(fc.property(bound, bound, bound, check), { seed });
  });
});
