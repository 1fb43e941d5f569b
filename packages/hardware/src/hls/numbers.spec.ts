import fc from 'fast-check';
import { apType, decimalLiteral, smallestFormat } from './numbers';

describe('decimalLiteral', () => {
  test.each([
    [-3, 2, '-0.75', 'quarters'],
    [8, 2, '2', 'a whole number keeps no point'],
    [5, -3, '40', 'a negative fraction multiplies'],
    [2 ** 40, 0, '1099511627776.0', 'beyond an int of C++ it must be a double'],
    [-1, 10, '-0.0009765625', '2^-10'],
  ])('%i at %i bits right of the point is %s: %s', (integer, fraction, literal) => {
    expect(decimalLiteral(integer, fraction)).toBe(literal);
  });

  test('is exact, digit for digit (seed 3)', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: -20, max: 60 }), (integer, fraction) => {
        const [whole, decimals = ''] = decimalLiteral(integer, fraction).split('.');
        // literal * 10^d * 2^f = integer * 10^d, with both sides whole.
        const scaled = BigInt(whole + decimals) * 2n ** BigInt(Math.max(fraction, 0));
        expect(scaled).toBe(
          BigInt(integer) * 10n ** BigInt(decimals.length) * 2n ** BigInt(Math.max(-fraction, 0)),
        );
      }),
      { seed: 3 },
    );
  });
});

describe('apType', () => {
  test.each([
    [[-4, 3], 2, 'ap_fixed<3, 1>', '3 bits with the sign, 2 of them right of the point'],
    [[0, 255], 0, 'ap_ufixed<8, 8>', 'a byte'],
    [[0, 3], 5, 'ap_ufixed<2, -3>', 'the point lies left of all bits'],
    [[0, 1], -4, 'ap_ufixed<1, 5>', 'the point lies right of all bits'],
    [[-1, 0], 0, 'ap_fixed<1, 1>', 'a lone sign bit'],
    [[0, 0], 3, 'ap_ufixed<1, -2>', 'zeros still take a bit in C++'],
  ])('%j at %i bits right of the point is %s: %s', (integers, fraction, type) => {
    expect(apType(smallestFormat(integers, fraction), 'wrap')).toBe(type);
  });

  test('a type that saturates names its modes', () => {
    expect(apType({ signed: true, integer: 0, fraction: 7 }, 'saturate')).toBe(
      'ap_fixed<8, 1, AP_TRN, AP_SAT>',
    );
  });
});
