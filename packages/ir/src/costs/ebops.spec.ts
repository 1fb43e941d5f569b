import { ebopsOf, enclosedBits, scaleEbopsOf } from './ebops';

describe('enclosedBits', () => {
  it.each([
    { weight: 0, bits: 0, why: 'nothing to multiply' },
    { weight: 1, bits: 1, why: 'one bit' },
    { weight: 64, bits: 1, why: 'a shift' },
    { weight: 0b1011000, bits: 4, why: '1011 enclosed' },
    { weight: -0b1011000, bits: 4, why: 'the magnitude counts' },
    { weight: 0b1000001, bits: 7, why: 'zeros inside count' },
    { weight: -(2 ** 31), bits: 1, why: 'the least int32' },
  ])('of $weight are $bits: $why', ({ weight, bits }) => {
    expect(enclosedBits(weight)).toBe(bits);
  });
});

describe('ebopsOf', () => {
  it('sums input width times enclosed bits over the products', () => {
    const x = { layer: 'l', shape: [3], fraction: 4, low: [0, -8, 0], high: [15, 7, 0] };
    // Widths 4, 4 (with the sign) and 0; enclosed bits 5 = 101 (3) and 0, 6 = 110 (2) and 8 (1), 7 and 7.
    const kernel = { inputs: 3, outputs: 2, fraction: 3, data: Int32Array.of(5, 0, -6, 8, 7, 7) };
    expect(ebopsOf(x, kernel)).toBe(4 * 3 + 4 * (2 + 1) + 0);
  });

  it('sums over positions, each with its own widths', () => {
    // Widths 4, 0 (a padding zero) at the first position, 4, 3 at the second; enclosed bits 5 = 101 and 6 = 110.
    const x = { layer: 'l', shape: [2, 2], fraction: 0, low: [0, 0, 0, -4], high: [15, 0, 15, 3] };
    const kernel = { inputs: 2, outputs: 1, fraction: 0, data: Int32Array.of(5, 6) };
    expect(ebopsOf(x, kernel)).toBe(4 * 3 + (4 * 3 + 3 * 2));
  });
});

describe('scaleEbopsOf', () => {
  const x = { layer: 'l', shape: [2], fraction: 0, low: [0, -4], high: [15, 3] };
  it.each([
    { multiplier: 1, ebops: 0, why: 'a power of two is a shift' },
    { multiplier: 51, ebops: (4 + 3) * 6, why: '110011 encloses 6 bits' },
  ])('of $multiplier are $ebops: $why', ({ multiplier, ebops }) => {
    expect(scaleEbopsOf(x, multiplier)).toBe(ebops);
  });
});
