import fc from 'fast-check';
import { tableOfDigits } from '../gates/truthTable';
import { cubesOf } from './cubes';

/** The digits, for inputs of all ones first, of a sum of products of six variables. */
function digitsOf(cubes: ReturnType<typeof cubesOf>): string {
  return Array.from({ length: 64 }, (_, i) => 63 - i)
    .map((inputs) =>
      cubes.some(({ positive, negative }) => (inputs & positive) === positive && (inputs & negative) === 0)
        ? '1'
        : '0',
    )
    .join('');
}

describe('cubesOf', () => {
  it.each([
    ['1000', 2, 1, 'x0 x1'],
    ['1110', 2, 2, 'x0 or x1'],
    ['0110', 2, 2, 'exclusive or: no two cubes merge'],
    ['11101000', 3, 3, 'the majority of three'],
    ['11011000', 3, 2, 'a multiplexer: its third product is redundant'],
    ['0000', 2, 0, 'nothing'],
    ['1111', 2, 1, 'everything'],
  ])('%s of %i variables are %i products: %s', (digits, variables, count) => {
    expect(cubesOf(tableOfDigits(digits, variables))).toHaveLength(count);
  });

  it('together they are the function, and none can be left out (seed 12)', () => {
    const table = fc.array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(table, (values) => {
        const digits = values.join('');
        const cubes = cubesOf(tableOfDigits(digits, 6));
        expect(digitsOf(cubes)).toBe(digits);
        cubes.forEach((_, index) => {
          expect(digitsOf(cubes.filter((_each, other) => other !== index))).not.toBe(digits);
        });
      }),
      { seed: 12, numRuns: 30 },
    );
  });
});
