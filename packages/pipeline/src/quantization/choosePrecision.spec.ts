import type { Policy } from '../config/slices/search';
import { choosePrecision } from './choosePrecision';

const candidate = (name: string, metric: number, ebops: number) => ({
  name,
  metric,
  costs: { parameters: 1, bops: 1, ebops },
});
/** Doubling the cost gains 8, then 1, then 0.2 points; float has 0.95. */
const candidates = [
  candidate('tiny', 0.85, 1000),
  candidate('small', 0.93, 2000),
  candidate('large', 0.94, 4000),
  candidate('huge', 0.942, 8000),
];
const limit = { task: 'classification' as const, start: 0.95, maxLoss: 0.03 };
const choose = (policy: Policy, choice: 'allowedLoss' | 'policy' = 'policy', maxLoss = limit.maxLoss) =>
  choosePrecision(candidates, { choice, limit: { ...limit, maxLoss }, policies: [policy] });

describe('choosePrecision', () => {
  it('takes the cheapest within the loss, whatever the policy', () => {
    expect(choose('accuracy', 'allowedLoss')).toMatchObject({ chosen: { name: 'small' }, withinLoss: true });
  });

  it('by policy takes the best metric for accuracy and the cheapest within the loss for latency', () => {
    expect(choose('accuracy').chosen.name).toBe('huge');
    expect(choose('latency').chosen.name).toBe('small');
  });

  it('by policy takes the knee of those within the loss for balanced', () => {
    expect(choose('balanced', 'policy', 0.2).chosen.name).toBe('small');
  });

  it('takes the best where none is within the loss, and says so', () => {
    for (const policy of ['accuracy', 'balanced', 'latency'] as const) {
      expect(choose(policy, 'policy', 0)).toMatchObject({ chosen: { name: 'huge' }, withinLoss: false });
    }
  });
});
