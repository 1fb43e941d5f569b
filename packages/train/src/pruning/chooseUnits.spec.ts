import { layer, networkOf } from './__fixtures__/networks';
import { chooseUnits } from './chooseUnits';

/** Hidden layers of 2 and 3 units. */
const network = networkOf(
  [1],
  [
    layer('a', 'dense', ['input', { units: 2 }]),
    layer('b', 'dense', ['a', { units: 3 }]),
    layer('c', 'dense', ['b', { units: 1 }]),
  ],
);
/** A unit of a makes 1 + 3 products, one of b 2 + 1; by b's kernel the first unit of a costs more. */
const costs = {
  'a/kernel': { columns: 2, data: Float64Array.of(1, 1) },
  'b/kernel': { columns: 3, data: Float64Array.of(5, 5, 5, 1, 1, 1) },
  'c/kernel': { columns: 1, data: Float64Array.of(3, 3, 3) },
};
const choose = (a: number[], b: number[], limits = { share: 0.2, minimumUnits: 1 }) =>
  chooseUnits(network, {
    importance: { a: Float64Array.from(a), b: Float64Array.from(b) },
    costs,
    ...limits,
  });

describe('chooseUnits', () => {
  it('weighs importance against the root of the cost of the weights around a unit', () => {
    // Saved: 1 + 15 = 16 and 1 + 3 = 4 in a, 5 + 1 + 3 = 9 in b; roots 4, 2, 3.
    expect(choose([4, 2.2], [3.3, 9, 9])).toEqual({ a: [1] });
    expect(choose([4.8, 2.1], [3.3, 9, 9])).toEqual({ a: [0] });
    expect(choose([4.8, 2.4], [3.3, 9, 9])).toEqual({ b: [1, 2] });
  });

  it('leaves every group its least number of units', () => {
    expect(choose([0, 0], [9, 9, 9], { share: 0.6, minimumUnits: 1 })).toEqual({
      a: [1],
      b: [2],
    });
    expect(choose([0, 0], [9, 9, 9], { share: 0.6, minimumUnits: 2 })).toEqual({ b: [1, 2] });
  });

  it('removes at least one unit, and none where none may go', () => {
    expect(choose([5, 6], [1, 2, 3], { share: 0.01, minimumUnits: 1 })).toEqual({ b: [1, 2] });
    expect(choose([5, 6], [1, 2, 3], { share: 0.5, minimumUnits: 3 })).toBeUndefined();
  });

  it('breaks ties by group and unit', () => {
    expect(choose([0, 0], [0, 0, 0], { share: 0.4, minimumUnits: 1 })).toEqual({ a: [1], b: [1, 2] });
  });
});
