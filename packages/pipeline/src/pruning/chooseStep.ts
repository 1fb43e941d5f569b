import { kneePoint } from '@nx-codesign/search';
import { cheapestStep, type PruningStep } from '@nx-codesign/train';
import type { PruneSlice } from '../config/slices/prune';
import type { Policy } from '../config/slices/search';

/** What decides on a step. */
export interface StepChoice {
  readonly choice: PruneSlice['choice'];
  /** Of the variant; the first one decides. */
  readonly policies: readonly Policy[];
}

type Picker = (path: readonly PruningStep[]) => PruningStep;

/** How each policy chooses from a path; step 0 is always within the loss and loses nothing. */
const pickers: Record<Policy, Picker> = {
  accuracy: (path) => cheapestStep(path.map((step) => ({ ...step, withinLoss: step.loss <= 0 }))),
  balanced: (path) => {
    const within = path.filter(({ withinLoss }) => withinLoss);
    return within[kneePoint(within.map((step) => [step.loss, logOf(step.luts ?? step.parameters)]))];
  },
  latency: cheapestStep,
};

/** The step that a variant goes on with. */
export function chooseStep(
  path: readonly PruningStep[],
  { choice, policies: [policy] }: StepChoice,
): PruningStep {
  return choice === 'allowedLoss' ? cheapestStep(path) : path[pickers[policy](path).step];
}

/** Costs fall by factors; rounded, since the last digit of Math.log2 may differ between versions of V8. */
function logOf(cost: number): number {
  return Number(Math.log2(1 + cost).toPrecision(6));
}
