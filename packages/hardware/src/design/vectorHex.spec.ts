import { CodesignError } from '@nx-codesign/ir';
import { packPorts } from './ports';
import { vectorHex } from './vectorHex';

describe('vectorHex', () => {
  const ports = packPorts({ low: [0, -8, 0, -1], high: [15, 7, 0, 0], fraction: 0 });

  it('packs element 0 into the lowest bits, negative integers in two’s complement', () => {
    // widths 4, 4, 0, 1: 3 | -2 -> e | nothing | -1 -> 1
    expect(vectorHex(Int32Array.of(3, -2, 0, -1, 15, 7, 0, 0), ports)).toBe('1e3\n07f\n');
  });

  it('writes one digit for a bus without bits', () => {
    expect(vectorHex(Int32Array.of(0), packPorts({ low: [0], high: [0], fraction: 0 }))).toBe('0\n');
  });

  it.each([
    { values: [16, 0, 0, 0], why: 'above 4 unsigned bits' },
    { values: [0, -9, 0, 0], why: 'below 4 signed bits' },
    { values: [0, 0, 1, 0], why: 'an element without bits is 0' },
  ])('refuses $values: $why', ({ values }) => {
    expect(() => vectorHex(Int32Array.from(values), ports)).toThrow(CodesignError);
  });

  it('carries bits across digits', () => {
    const wide = packPorts({ low: [0, 0, 0], high: [7, 1023, 1], fraction: 0 });
    // 101 | 10_0000_0011 | 1 -> 1_1000_0000_11_101 = 0x301d + ...
    const bits = 0b101 + 0b1000000011 * 8 + 2 ** 13;
    expect(vectorHex(Int32Array.of(5, 515, 1), wide)).toBe(`${bits.toString(16)}\n`);
  });
});
