import { isMetric, type Measure, type Policy } from '../config/slices/search';
import { taskMetrics } from '../metrics/taskMetric';
import { isWithinLoss } from '@nx-codesign/train';
import type { SearchAnalysis } from '../records/searchAnalysis';
import { count, decimal } from '../tables/table';
import { chosenBy, measureOf, type ChoiceConfig, type FinishedTrial } from './policies';

/** Why each policy chose its trial, in a sentence with the figures that decided. */
export function explainChoices(
  front: readonly FinishedTrial[],
  config: ChoiceConfig,
): SearchAnalysis['chosen'] {
  if (front.length === 0) return [];
  return config.search.variants.map((policy) => {
    const chosen = chosenBy(policy, front, config);
    return { policy, trial: chosen.trial, why: reasons[policy](chosen, front, config) };
  });
}

type Reason = (chosen: FinishedTrial, front: readonly FinishedTrial[], config: ChoiceConfig) => string;

const reasons: Record<Policy, Reason> = {
  accuracy: (chosen, front, { task }) => {
    const { name, lossOf, text, heading } = taskMetrics[task];
    const others = front.filter((trial) => trial !== chosen);
    const next = others.reduce<FinishedTrial | undefined>(
      (best, trial) => (best && lossOf(best.metric) <= lossOf(trial.metric) ? best : trial),
      undefined,
    );
    const after = next ? `; next is trial ${next.trial} with ${text(next.metric)}` : '';
    return `the best ${name} of ${networks(front)}: ${heading} ${text(chosen.metric)}${after}`;
  },
  balanced: (chosen, front, config) => {
    const { objectives } = config.search;
    const values = objectives.map((name) => valueText(chosen, name, config)).join(', ');
    return `the knee of ${networks(front)}: farthest below the plane through the best networks of ${objectives.join(', ')}, costs as logarithms; it has ${values}`;
  },
  latency: (chosen, front, config) => {
    const { task, search } = config;
    const { text, lossOf, name } = taskMetrics[task];
    const best = front.reduce((so, trial) => (lossOf(trial.metric) < lossOf(so.metric) ? trial : so));
    const limit = { task, start: best.metric, maxLoss: search.allowedLoss };
    const close = front.filter(({ metric }) => isWithinLoss(metric, limit));
    const { latencyNs, luts } = chosen.costs;
    return (
      `the least estimated latency, ${decimal(latencyNs)} ns, then the fewest LUTs, ${count(luts)}, of the ` +
      `${close.length} of ${networks(front)} that lose at most ${search.allowedLoss} of the best ${name}, ` +
      `${text(best.metric)} of trial ${best.trial}`
    );
  },
};

function networks({ length }: readonly FinishedTrial[]): string {
  return length === 1 ? 'the only network on the front' : `the ${length} networks on the front`;
}

function valueText(trial: FinishedTrial, name: Measure, { task }: ChoiceConfig): string {
  const value = measureOf(trial, name);
  return `${name} ${isMetric(name) ? taskMetrics[task].text(value) : count(value)}`;
}
