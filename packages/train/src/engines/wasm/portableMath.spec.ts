import { createPortableMath } from '.';

/** The number of a double's 64 bits. */
function fromBits(hexadecimal: string): number {
  return Buffer.from(hexadecimal, 'hex').readDoubleBE(0);
}

describe('portable math', () => {
  const math = createPortableMath();

  it.each([
    { name: 'e', value: math.exp(1), bits: '4005bf0a8b145769' },
    { name: 'ln 2', value: math.log(2), bits: '3fe62e42fefa39ef' },
    { name: 'the root of 2', value: math.pow(2, 0.5), bits: '3ff6a09e667f3bcd' },
    { name: 'sin 1', value: math.sin(1), bits: '3feaed548f090cee' },
    { name: 'cos 1', value: math.cos(1), bits: '3fe14a280fb5068c' },
  ])('gives $name to the last bit', ({ value, bits }) => {
    expect(value).toBe(fromBits(bits));
  });

  it('is made anew each time, so that nothing is shared', () => {
    expect(createPortableMath().exp).not.toBe(math.exp);
  });

  it('is within two units in the last place of the functions of Math', () => {
    for (let i = -400; i <= 400; i++) {
      const x = i / 16;
      const pairs = [
        [math.exp(x), Math.exp(x)],
        [math.log(Math.abs(x) + 0.01), Math.log(Math.abs(x) + 0.01)],
        [math.pow(1.37, x), 1.37 ** x],
        [math.sin(x), Math.sin(x)],
        [math.cos(x), Math.cos(x)],
      ];
      for (const [found, expected] of pairs) {
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(expected));
      }
    }
  });
});
