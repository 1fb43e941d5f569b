import { lower, type Fixed, type IntegerProgram } from '@nx-codesign/ir';
import { layer } from '../__fixtures__/networkOf';
import { buildDesign } from '../design/buildDesign';
import { costOfDesign } from './costOfDesign';
import { estimateCost } from './estimateCost';

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
