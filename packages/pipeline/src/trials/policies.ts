import { kneePoint, paretoFront } from '@nx-codesign/search';
import { isWithinLoss } from '@nx-codesign/train';
import type { Costs } from '../records/costs';
import type { SearchTrial } from '../records/trials';
import type { SearchVariant } from '../records/variants';
import type { Measure, Policy, SearchSlice } from '../config/slices/search';

export type FinishedTrial = Extract<SearchTrial, { ok: true }>;

/** A trial's value of one measure. */
export function measureOf(trial: Pick<FinishedTrial, 'accuracy' | 'costs'>, measure: Measure): number {
  return measure === 'accuracy' ? trial.accuracy : trial.costs[measure];
}

/** What the sampler minimises: the error, and the costs. */
export function lossesOf(
  trial: Pick<FinishedTrial, 'accuracy' | 'costs'>,
  objectives: readonly Measure[],
): number[] {
  return objectives.map((name) => (name === 'accuracy' ? 1 - trial.accuracy : measureOf(trial, name)));
}

/** How far a trial breaks the constraints: the sum over them of excess / limit; 0 if it keeps all. */
export function violationOf(
  trial: Pick<FinishedTrial, 'accuracy' | 'costs'>,
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

type Pick1 = (front: readonly FinishedTrial[], search: SearchSlice) => FinishedTrial;

/** How each policy chooses from a front that is not empty; ties go to the earlier trial. */
const pickers: Record<Policy, Pick1> = {
  accuracy: (front) => least(front, (trial) => [-trial.accuracy, trial.costs.ebops]),
  balanced: (front, { objectives }) =>
    front[kneePoint(front.map((trial) => objectives.map((name) => scaledLoss(trial, name))))],
  latency: (front, { allowedLoss }) => {
    const best = Math.max(...front.map(({ accuracy }) => accuracy));
    const close = front.filter(({ accuracy }) =>
      isWithinLoss(accuracy, { task: 'classification', start: best, maxLoss: allowedLoss }),
    );
    return least(close, ({ costs }) => latencyOrder(costs));
  },
};

/** Chooses one trial per policy; policies that agree make one variant under a joined name. */
export function chooseVariants(front: readonly FinishedTrial[], search: SearchSlice): SearchVariant[] {
  const chosen = new Map<FinishedTrial, Policy[]>();
  for (const policy of search.variants) {
    const trial = pickers[policy](front, search);
    chosen.set(trial, [...(chosen.get(trial) ?? []), policy]);
  }
  return [...chosen].map(([trial, policies]) => ({
    name: policies.join('-'),
    policies,
    trial: trial.trial,
    network: trial.network,
    genotype: trial.genotype,
    validation: { float: trial.accuracy },
    assumed: trial.costs,
  }));
}

function latencyOrder({ latencyNs, luts, ebops }: Costs): number[] {
  return [latencyNs, luts, ebops];
}

/**
 * Costs span orders of magnitude, so the knee is looked for on their logarithm; rounded to 6 digits, since the
 * last digit of Math.log2 may differ between versions of V8.
 */
function scaledLoss(trial: FinishedTrial, name: Measure): number {
  const value = measureOf(trial, name);
  return name === 'accuracy' ? 1 - value : Number(Math.log2(1 + value).toPrecision(6));
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
