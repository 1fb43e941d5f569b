import { cheapestWithin } from './choice';

const candidate = (name: string, accuracy: number, ebops: number) => ({
  name,
  accuracy,
  costs: { parameters: 1, bops: 1, ebops },
});
const candidates = [candidate('w8', 0.95, 800), candidate('w6', 0.945, 600), candidate('w4', 0.9, 400)];

describe('cheapestWithin', () => {
  test.each([
    [0.94, 'w6', true, 'the cheapest that keeps it'],
    [0.945, 'w6', true, 'on the border counts'],
    [0.9, 'w4', true, 'all keep it'],
    [0.96, 'w8', false, 'none keeps it: the most accurate'],
  ])('at least %d takes %s (within: %p): %s', (least, name, withinLoss) => {
    const result = cheapestWithin(candidates, least);
    expect([result.chosen.name, result.withinLoss]).toEqual([name, withinLoss]);
  });

  test('of equal costs the more accurate, then the earlier', () => {
    const equals = [candidate('a', 0.9, 4), candidate('b', 0.92, 4), candidate('c', 0.92, 4)];
    expect(cheapestWithin(equals, 0).chosen.name).toBe('b');
  });
});
