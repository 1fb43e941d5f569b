import { budgetLadder } from './budgetLadder';

it.each([
  [{ budget: 9, rungs: 3, reduction: 3 }, [1, 3, 9], 'thirds'],
  [{ budget: 10, rungs: 3, reduction: 2 }, [3, 5, 10], '2.5 rounded up'],
  [{ budget: 5, rungs: 1, reduction: 2 }, [5], 'one rung is the whole budget'],
  [{ budget: 4, rungs: 5, reduction: 2 }, [1, 2, 4], '1/4, 1/2 and 1 round up to one rung'],
])('%j ends its rungs at %j: %s', (options, expected) => {
  expect(budgetLadder(options)).toEqual(expected);
});

it.each([
  ['budget', { budget: 0, rungs: 1, reduction: 2 }],
  ['rungs', { budget: 9, rungs: 1.5, reduction: 2 }],
  ['reduction', { budget: 9, rungs: 2, reduction: 1 }],
])('refuses a bad %s', (name, options) => {
  expect(() => budgetLadder(options)).toThrow(name);
});
