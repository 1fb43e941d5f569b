import { productBounds } from './productBounds';

const factors = (low: number, high: number) => ({ low, high });

describe('productBounds', () => {
  test.each([
    [factors(-2, 3), factors(-5, 4), factors(-15, 12), '3 x -5 and 3 x 4'],
    [factors(-4, -2), factors(-3, -1), factors(2, 12), 'two negative factors'],
    [factors(0, 7), factors(-8, 0), factors(-56, 0), 'a zero is no negative zero'],
  ])('%j times %j is %j: %s', (a, b, expected) => {
    expect(productBounds(a, b, 'product')).toEqual(expected);
  });

  test.each([
    [factors(-3, 2), factors(0, 9), '0 is among them'],
    [factors(-5, -2), factors(4, 25), 'none is 0'],
    [factors(2, 5), factors(4, 25), 'none is 0'],
  ])('the square of %j is %j: %s', (x, expected) => {
    expect(productBounds(x, x, 'square')).toEqual(expected);
  });
});
