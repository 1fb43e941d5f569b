import { taskMetrics } from './taskMetric';

describe('the metric of a task', () => {
  test('of a classification is the accuracy: more is better, in percent', () => {
    const { isBetter, lossOf, text } = taskMetrics.classification;
    expect([isBetter(0.9, 0.8), isBetter(0.8, 0.9), isBetter(0.8, 0.8)]).toEqual([true, false, false]);
    expect(lossOf(0.75)).toBe(0.25);
    expect([text(0.95123), text(undefined)]).toEqual(['95.12', '-']);
  });

  test('of a regression is the mean distance: less is better, with four digits', () => {
    const { isBetter, lossOf, text } = taskMetrics.regression;
    expect([isBetter(0.2, 0.3), isBetter(0.3, 0.2), isBetter(0.2, 0.2)]).toEqual([true, false, false]);
    expect(lossOf(0.75)).toBe(0.75);
    expect([text(0.203456), text(12.3456), text(undefined)]).toEqual(['0.2035', '12.35', '-']);
  });
});
