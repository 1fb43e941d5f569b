import { clampTests, type ClampTest } from './clampTests';

const describeTest = (test: ClampTest): string =>
  test.kind === 'bits'
    ? `bits ${test.fromBit}`
    : test.kind === 'compare'
      ? `compare ${test.limit}`
      : test.kind;

describe('clampTests', () => {
  it.each([
    { x: [-9, 9], to: [-9, 9], below: 'never', above: 'never', why: 'nothing is outside' },
    { x: [-9, 9], to: [0, 9], below: 'sign', above: 'never', why: 'ReLU' },
    { x: [-9, 9], to: [0, 7], below: 'sign', above: 'bits 3', why: 'above 7 means a bit from 3 up' },
    { x: [-9, 9], to: [-8, 7], below: 'bits 3', above: 'bits 3', why: 'saturation to 4 signed bits' },
    { x: [-9, 9], to: [-1, 0], below: 'sign', above: 'sign', why: 'what is negative becomes -1, the rest 0' },
    { x: [-9, 9], to: [-5, 6], below: 'compare -5', above: 'compare 6', why: 'no powers of two' },
    { x: [0, 99], to: [8, 70], below: 'compare 8', above: 'compare 70', why: 'a positive minimum' },
  ])('$x to $to: below by $below, above by $above: $why', ({ x, to, below, above }) => {
    const tests = clampTests({ low: x[0], high: x[1] }, { minimum: to[0], maximum: to[1] });
    expect([describeTest(tests.below), describeTest(tests.above)]).toEqual([below, above]);
  });
});
