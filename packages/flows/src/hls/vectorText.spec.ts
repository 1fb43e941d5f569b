import fc from 'fast-check';
import { formatVectors, parseVectors } from './vectorText';

describe('vectors as text', () => {
  it('have one vector a line', () => {
    expect(formatVectors(Int32Array.of(1, -2, 3, 4, 5, 6), 3)).toBe('1 -2 3\n4 5 6\n');
  });

  it('read back as they were written (seed 7)', () => {
    const vectors = fc.integer({ min: 1, max: 5 }).chain((elements) => {
      const vector = fc.array(fc.integer(), { minLength: elements, maxLength: elements });
      return fc.array(vector, { minLength: 1, maxLength: 20 });
    });
    fc.assert(
      fc.property(vectors, (list) => {
        const values = Int32Array.from(list.flat());
        const elements = list[0].length;
        expect(parseVectors(formatVectors(values, elements), [list.length, elements])).toEqual(values);
      }),
      { seed: 7 },
    );
  });

  it.each([
    ['a missing line', '1 2\n', /2 lines, got 1/],
    ['a line too many', '1 2\n3 4\n5 6\n', /2 lines, got 3/],
    ['a missing integer', '1 2\n3\n', /2 integers in line 2, got 1/],
    ['a fraction', '1 2\n3 4.5\n', /32-bit integers in line 2, got "4.5"/],
    ['no number', '1 nan\n3 4\n', /32-bit integers in line 1, got "nan"/],
    ['an integer of 33 bits', '1 2\n3 4294967296\n', /got "4294967296"/],
    ['nothing', '', /2 lines, got 0/],
  ])('refuse %s', (_what, text, message) => {
    expect(() => parseVectors(text, [2, 2])).toThrow(
      expect.objectContaining({ code: 'flows.badVectors', message: expect.stringMatching(message) }),
    );
  });
});
