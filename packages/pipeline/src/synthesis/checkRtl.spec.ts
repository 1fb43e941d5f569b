import { mismatchText } from './checkRtl';

describe('the text of a mismatch in Verilog', () => {
  const output = { element: 2, bits: [0, 3], expected: 9, actual: 0 };

  test('names vector, clock, output, bits and both values', () => {
    expect(mismatchText({ vector: 7, cycle: 12, output })).toBe(
      '; the first is vector 7, 12 clocks after its first, output 2, bits 0, 3: expected 9, got 0',
    );
  });

  test('tells unknown bits, and what is wrong with the handshake', () => {
    const unknown = { ...output, bits: [1], actual: NaN };
    expect(mismatchText({ vector: 0, cycle: 3, output: unknown, valid: 'is 0' })).toBe(
      '; the first is vector 0, 3 clocks after its first, output 2, bit 1: expected 9, got unknown bits; ' +
        'the output that tells when it is there is 0',
    );
  });
});
