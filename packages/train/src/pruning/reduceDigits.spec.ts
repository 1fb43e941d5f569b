import { bits, layer, networkOf, tensor } from './__fixtures__/networks';
import { reduceDigits } from './reduceDigits';

const network = networkOf(
  [3],
  [layer('a', 'dense', ['input', { units: 1, weight: bits(true, 3, 1), bias: bits(true, 3, 6) }])],
);
/** Integers 5 = 4 + 1, 7 = 8 - 1, 4: steps of 1/2. */
const weights = { 'a/kernel': tensor([3, 1], [2.5, 3.5, 2]), 'a/bias': tensor([1], [0]) };
const reduce = (gradients: number[], costs: number[], share: number) =>
  reduceDigits(network, weights, {
    importance: { 'a/kernel': Float64Array.from(gradients) },
    costs: { 'a/kernel': { data: Float64Array.from(costs), columns: 1 } },
    share,
  })?.['a/kernel'];

describe('reduceDigits', () => {
  // Digits in all: 2 + 2 + 1. Going to 4, 8 and 0 moves the weights by 1, 1 and 4 integers.
  it.each([
    { why: 'the least loss first', gradients: [3, 2, 1], costs: [2, 2, 1], share: 0.2, limits: [32, 1, 32] },
    { why: 'two of five digits', gradients: [3, 2, 1], costs: [2, 2, 1], share: 0.4, limits: [1, 1, 32] },
    // Per adder bit: 3 / 10 against 2 / 1.
    {
      why: 'more loss where it saves more',
      ...{ gradients: [3, 2, 9], costs: [20, 2, 1], share: 0.2, limits: [1, 32, 32] },
    },
    // 5 to 4 to 0: 1 integer, then 4 more; 4 to 0: 4 integers.
    {
      why: 'a second digit of the same weight',
      ...{ gradients: [1, 9, 9], costs: [2, 2, 1], share: 0.4, limits: [0, 32, 32] },
    },
    {
      why: 'everything in the end',
      ...{ gradients: [1, 1, 1], costs: [2, 2, 1], share: 0.999, limits: [0, 0, 0] },
    },
  ])('takes $why', ({ gradients, costs, share, limits }) => {
    expect(Array.from(reduce(gradients, costs, share)!)).toEqual(limits);
  });

  it('keeps the limits that there are', () => {
    const limits = reduceDigits(network, weights, {
      importance: { 'a/kernel': Float64Array.of(9, 1, 9) },
      costs: { 'a/kernel': { data: Float64Array.of(2, 2, 1), columns: 1 } },
      share: 0.2,
      limits: { 'a/kernel': Uint8Array.of(2, 32, 0) },
    });
    expect(limits).toEqual({ 'a/kernel': Uint8Array.of(2, 1, 0) });
  });

  it('has nothing to take from zeros', () => {
    const zeros = { ...weights, 'a/kernel': tensor([3, 1], [0, 0, 0]) };
    const choice = { importance: {}, costs: {}, share: 0.5 };
    expect(reduceDigits(network, zeros, choice)).toBeUndefined();
  });
});
