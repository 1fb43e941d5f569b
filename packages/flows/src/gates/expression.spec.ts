import fc from 'fast-check';
import { ExpressionFinder, type Expression } from './expression';
import { tableOfDigits, type TruthTable } from './truthTable';

function evaluate(expression: Expression, i: number): number {
  const value = (e: Expression) => evaluate(e, i);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'variable':
      return (i >> expression.index) & 1;
    case 'not':
      return 1 - value(expression.a);
    case 'and':
      return value(expression.a) & value(expression.b);
    case 'or':
      return value(expression.a) | value(expression.b);
    case 'xor':
      return value(expression.a) ^ value(expression.b);
    case 'andNot':
      return value(expression.a) & (1 - value(expression.b));
    case 'select':
      return value(value(expression.condition) === 1 ? expression.whenOne : expression.whenZero);
  }
}

function tableOf(expression: Expression): TruthTable {
  const bits = Array.from({ length: 64 }, (_, i) => evaluate(expression, i)).reverse();
  return {
    low: Number.parseInt(bits.slice(32).join(''), 2),
    high: Number.parseInt(bits.slice(0, 32).join(''), 2),
  };
}

describe('ExpressionFinder', () => {
  it('finds an expression with exactly the values of any function of three variables', () => {
    const finder = new ExpressionFinder();
    for (let f = 0; f < 256; f += 1) {
      const table = tableOfDigits(f.toString(2).padStart(8, '0'), 3);
      expect(tableOf(finder.find(table))).toEqual(table);
    }
  });

  it('finds an expression with exactly the values of functions of six variables (seed 3)', () => {
    const finder = new ExpressionFinder();
    const half = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(half, half, (low, high) => {
        expect(tableOf(finder.find({ low, high }))).toEqual({ low, high });
      }),
      { seed: 3 },
    );
  });

  it.each([
    ['00000000', 3, 0, 'constant'],
    ['10101010', 3, 0, 'one variable alone'],
    ['01010101', 3, 1, 'inverter'],
    ['01101001', 3, 3, 'negated parity of three: two xor and a not'],
    ['10010110', 3, 2, 'parity of three'],
    ['11101000', 3, 4, 'majority: (a & b) | (c & (a | b)), or with xor'],
    ['0111', 2, 2, 'not and'],
    ['0001', 2, 2, 'not or'],
    ['1000000000000000', 4, 3, 'and of four'],
    ['0111100010001000', 4, 3, '(a & b) ^ (c & d)'],
    ['0110100110010110', 4, 3, 'parity of four'],
  ])('digits %s of %i variables take %i operations (%s)', (digits, variables, cost) => {
    expect(new ExpressionFinder().find(tableOfDigits(digits, variables)).cost).toBeLessThanOrEqual(cost);
  });
});
