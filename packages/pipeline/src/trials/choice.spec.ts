import { cheapestWithin } from './choice';

const candidate = (name: string, accuracy: number, ebops: number) => ({
  name,
  accuracy,
  costs: { parameters: 1, bops: 1, ebops },
});
const candidates = [candidate('w8', 0.95, 800), candidate('w6', 0.945, 600), candidate('w4', 0.9, 400)];

describe('cheapestWithin', () => {
  test.each([
    [0.95, 0.01, 'w6', true, 'the cheapest within it'],
    [0.95, 0.005, 'w6', true, 'on the border counts'],
    [0.955, 0.01, 'w6', true, 'on the border counts where 0.955 - 0.945 is above 0.01 in float64'],
    [0.95, 0.05, 'w4', true, 'all are within it'],
    [0.97, 0.01, 'w8', false, 'none is within it: the most accurate'],
  ])('from %d a loss of %d takes %s (within: %p): %s', (start, maxLoss, name, withinLoss) => {
    const result = cheapestWithin(candidates, { start, maxLoss });
    expect([result.chosen.name, result.withinLoss]).toEqual([name, withinLoss]);
  });

  test('on the border counts where 0.058 - 0.005 is above 0.053 in float64', () => {
    const border = [candidate('w8', 0.058, 800), candidate('w6', 0.053, 600)];
    expect(cheapestWithin(border, { start: 0.058, maxLoss: 0.005 }).chosen.name).toBe('w6');
  });

  test('of equal costs the more accurate, then the earlier', () => {
    const equals = [candidate('a', 0.9, 4), candidate('b', 0.92, 4), candidate('c', 0.92, 4)];
    expect(cheapestWithin(equals, { start: 0.9, maxLoss: 0 }).chosen.name).toBe('b');
  });
});
