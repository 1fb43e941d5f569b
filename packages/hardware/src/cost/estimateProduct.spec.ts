import { lower, type Fixed, type IntegerProgram } from '@nx-codesign/ir';
import { layer } from '../__fixtures__/networkOf';
import { buildDesign } from '../design/buildDesign';
import { delayModels } from '../pipelining/delayModel';
import { costOfDesign } from './costOfDesign';
import { estimateCost } from './estimateCost';
import { estimateProduct } from './estimateProduct';

const part = 'xcvu13p-flga2577-2-e';

const fixed = (width: number, signed: boolean): Fixed => ({
  signed,
  integer: 0,
  fraction: signed ? width - 1 : width,
});

/** Two elements, each times itself, or times itself rounded to another width. */
function productOf(first: number, second: number, signed = true): IntegerProgram {
  const isSquare = first === second;
  const rounded = layer('y', 'activation', ['input'], {
    function: 'identity',
    output: fixed(second, signed),
  });
  const product = layer('p', 'multiply', ['input', isSquare ? 'input' : 'y'], {});
  return lower(
    {
      name: 'net',
      input: { shape: [2], format: fixed(first, signed) },
      layers: isSquare ? [product] : [rounded, product],
      output: 'p',
    },
    {},
  );
}

describe('the estimate of products', () => {
  it('is an adder for every two bits of one factor, worked out by hand for 8 by 5 bits', () => {
    const bounds = (low: number, high: number, needed = true) => ({
      low: [low, low, 0],
      high: [high, high, 0],
      needed: [true, needed, true],
    });
    const facts = new Map([
      [0, bounds(-128, 127)],
      [1, bounds(-16, 15)],
      // The second is not read, the third is always 0.
      [2, bounds(-2032, 2048, false)],
    ]);
    const operation = {
      ...({ kind: 'multiply', layer: 'p', shape: [3], fraction: 0, a: 1, b: 0 } as const),
      ...facts.get(2)!,
    };
    const context = { operations: [], facts, result: 2, model: delayModels.xcup };
    const { adderBits, steps } = estimateProduct(2, operation, context);
    // 8 bits are four digits: three times 5 bits and two more, and what the 13 bits have above the last one's place. The
    // other way round, three times 8 bits and two more, is longer.
    expect(adderBits).toBe(7 + 7 + 7 + (13 - 6));
    // The factor of 5 bits, what is left of that of 8 (a digit looks back one bit), and the sum so far; then the result.
    expect(steps.map(({ liveBits }) => liveBits)).toEqual([5 + 7 + 7, 5 + 5 + 9, 5 + 3 + 11, 13]);
  });

  it.each([
    { why: '12 by 5 bits', program: productOf(12, 5) },
    { why: '10 by 6 bits without a sign', program: productOf(10, 6, false) },
    { why: 'a square of 8 bits', program: productOf(8, 8) },
    { why: 'a square of 12 bits', program: productOf(12, 12) },
    { why: 'a square of 7 bits without a sign', program: productOf(7, 7, false) },
  ])('has the LUTs of what is built within 15 %, and its clocks within one: $why', ({ program }) => {
    const options = { part, clockPeriodNs: 2.5 };
    const estimated = estimateCost(program, options);
    const built = costOfDesign(buildDesign(program, options));
    expect(Math.abs(estimated.luts / built.luts - 1)).toBeLessThan(0.15);
    expect(Math.abs(estimated.latencyCycles - built.latencyCycles)).toBeLessThanOrEqual(1);
  });
});
