import { cheapestWithin } from './choice';

const candidate = (name: string, metric: number, ebops: number) => ({
  name,
  metric,
  costs: { parameters: 1, bops: 1, ebops },
});
const task = 'classification' as const;
const candidates = [candidate('w8', 0.95, 800), candidate('w6', 0.945, 600), candidate('w4', 0.9, 400)];

describe('cheapestWithin', () => {
  test.each([
    [0.95, 0.01, 'w6', true, 'the cheapest within it'],
    [0.95, 0.005, 'w6', true, 'on the border counts'],
    [0.955, 0.01, 'w6', true, 'on the border counts where 0.955 - 0.945 is above 0.01 in float64'],
    [0.95, 0.05, 'w4', true, 'all are within it'],
    [0.97, 0.01, 'w8', false, 'none is within it: the most accurate'],
  ])('from %d a loss of %d takes %s (within: %p): %s', (start, maxLoss, name, withinLoss) => {
    const result = cheapestWithin(candidates, { task, start, maxLoss });
    expect([result.chosen.name, result.withinLoss]).toEqual([name, withinLoss]);
  });

  test('on the border counts where 0.058 - 0.005 is above 0.053 in float64', () => {
    const border = [candidate('w8', 0.058, 800), candidate('w6', 0.053, 600)];
    expect(cheapestWithin(border, { task, start: 0.058, maxLoss: 0.005 }).chosen.name).toBe('w6');
  });

  test.each([
    [0.1, 'w6', true, '10 % more distance is allowed, which w6 has exactly'],
    [0.5, 'w4', true, 'all are within it'],
  ])('of a regression a loss of %d takes %s (within: %p): %s', (maxLoss, name, withinLoss) => {
    const distances = [candidate('w8', 0.2, 800), candidate('w6', 0.22, 600), candidate('w4', 0.3, 400)];
    const result = cheapestWithin(distances, { task: 'regression', start: 0.2, maxLoss });
    expect([result.chosen.name, result.withinLoss]).toEqual([name, withinLoss]);
  });

  test('of a regression the least distance is taken where none is within the loss', () => {
    const distances = [candidate('w8', 0.3, 800), candidate('w6', 0.4, 600)];
    const result = cheapestWithin(distances, { task: 'regression', start: 0.2, maxLoss: 0 });
    expect([result.chosen.name, result.withinLoss]).toEqual(['w8', false]);
  });

  test('of equal costs the more accurate, then the earlier', () => {
    const equals = [candidate('a', 0.9, 4), candidate('b', 0.92, 4), candidate('c', 0.92, 4)];
    expect(cheapestWithin(equals, { task, start: 0.9, maxLoss: 0 }).chosen.name).toBe('b');
  });
});
