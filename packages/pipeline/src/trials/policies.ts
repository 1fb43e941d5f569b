import { kneePoint, paretoFront } from '@nx-codesign/search';
import { isWithinLoss } from '@nx-codesign/train';
import type { Costs } from '../records/costs';
import type { SearchTrial } from '../records/trials';
import type { SearchVariant } from '../records/variants';
import type { CodesignConfig } from '../config/schema';
import { isMetric, type Measure, type Policy, type SearchSlice } from '../config/slices/search';
import { taskMetrics } from '../metrics/taskMetric';

export type FinishedTrial = Extract<SearchTrial, { ok: true }>;

/** A trial's value of one measure. */
export function measureOf(trial: Pick<FinishedTrial, 'metric' | 'costs'>, measure: Measure): number {
  return isMetric(measure) ? trial.metric : trial.costs[measure];
}

/** What the sampler minimises: the error or the distance, and the costs. */
export function lossesOf(
  trial: Pick<FinishedTrial, 'metric' | 'costs'>,
  objectives: readonly Measure[],
): number[] {
  return objectives.map((name) => (name === 'accuracy' ? 1 - trial.metric : measureOf(trial, name)));
}

/** How far a trial breaks the constraints: the sum over them of excess / limit; 0 if it keeps all. */
export function violationOf(
  trial: Pick<FinishedTrial, 'metric' | 'costs'>,
  constraints: SearchSlice['constraints'],
): number {
  const excess = Object.entries(constraints).map(([name, limit]) => {
    const value = measureOf(trial, name as Measure);
    if ('min' in limit) return limit.min === 0 ? 0 : Math.max(0, (limit.min - value) / limit.min);
    return Math.max(0, (value - limit.max) / limit.max);
  });
  return excess.reduce((sum, part) => sum + part, 0);
}

/** The trials that no other feasible trial dominates, in their order. */
export function frontOf(trials: readonly FinishedTrial[], objectives: readonly Measure[]): FinishedTrial[] {
  const feasible = trials.filter((trial) => !trial.violation);
  return paretoFront(feasible.map((trial) => lossesOf(trial, objectives))).map((at) => feasible[at]);
}

/** The part of a study that says how candidates are chosen. */
export type ChoiceConfig = Pick<CodesignConfig, 'task' | 'search'>;

type Picker = (front: readonly FinishedTrial[], config: ChoiceConfig) => FinishedTrial;

/** How each policy chooses from a front that is not empty; ties go to the earlier trial. */
const pickers: Record<Policy, Picker> = {
  accuracy: (front, { task }) =>
    least(front, ({ metric, costs }) => [taskMetrics[task].lossOf(metric), costs.ebops]),
  balanced: (front, { search: { objectives } }) =>
    front[kneePoint(front.map((trial) => objectives.map((name) => scaledLoss(trial, name))))],
  latency: (front, { task, search: { allowedLoss: maxLoss } }) => {
    const { metric: start } = least(front, ({ metric }) => [taskMetrics[task].lossOf(metric)]);
    const close = front.filter(({ metric }) => isWithinLoss(metric, { task, start, maxLoss }));
    return least(close, ({ costs }) => latencyOrder(costs));
  },
};

/** The trial of a front, which is not empty, that a policy chooses. */
export function chosenBy(
  policy: Policy,
  front: readonly FinishedTrial[],
  config: ChoiceConfig,
): FinishedTrial {
  return pickers[policy](front, config);
}

/** Chooses one trial per policy; policies that agree make one variant under a joined name. */
export function chooseVariants(front: readonly FinishedTrial[], config: ChoiceConfig): SearchVariant[] {
  const chosen = new Map<FinishedTrial, Policy[]>();
  for (const policy of config.search.variants) {
    const trial = chosenBy(policy, front, config);
    chosen.set(trial, [...(chosen.get(trial) ?? []), policy]);
  }
  return [...chosen].map(([trial, policies]) => ({
    name: policies.join('-'),
    policies,
    trial: trial.trial,
    network: trial.network,
    genotype: trial.genotype,
    // Of the weights that go on: those of the first fold, as floats.
    validation: { float: trial.floatMetric ?? trial.foldMetrics?.[0] ?? trial.metric },
    assumed: trial.costs,
    ...(trial.precision && { searched: trial.precision }),
  }));
}

function latencyOrder({ latencyNs, luts, ebops }: Costs): number[] {
  return [latencyNs, luts, ebops];
}

/**
 * A loss where objectives are weighed against each other. Costs span orders of magnitude, so it is their logarithm; rounded to 6 digits, since the
 * last digit of Math.log2 may differ between versions of V8.
 */
export function scaledLoss(trial: FinishedTrial, name: Measure): number {
  const [loss] = lossesOf(trial, [name]);
  return isMetric(name) ? loss : Number(Math.log2(1 + loss).toPrecision(6));
}

function least(
  trials: readonly FinishedTrial[],
  rank: (trial: FinishedTrial) => readonly number[],
): FinishedTrial {
  return trials.reduce((best, trial) => (isBefore(rank(trial), rank(best)) ? trial : best));
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at] < b[at];
}
