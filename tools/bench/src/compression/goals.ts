import type { BitOperations } from './counts';
import { figure, figureWithGoal, type Figure } from '../figures';

/** A network as it is compared: accuracies from 0 to 1. */
export interface Entry {
  readonly name: string;
  /** Units by linear layer. */
  readonly units: string;
  readonly validation: number;
  readonly bops: BitOperations;
}

/** A network that was measured on the test split as well. */
export interface TestedEntry extends Entry {
  readonly test: number;
}

/** The base with its counts at the widths that figures are compared at. */
export interface Base extends TestedEntry {
  readonly at8Bits: BitOperations;
  readonly at32Bits: BitOperations;
}

/** What a variant must keep and reach: accuracy lost in shares, and how many times fewer bit operations. */
export interface Goal {
  readonly name: string;
  readonly allowedLoss: number;
  readonly times: number;
}

/** The goals; NAC's own headlines are 7.2 times at a gain and 30.25 times at a loss of 2.8 points. */
export const goals = {
  equal: { name: "at the base's accuracy", allowedLoss: 0, times: 10 },
  small: { name: 'within 2.8 points', allowedLoss: 0.028, times: 40 },
} as const satisfies Record<string, Goal>;

/**
 * The cheapest entry whose validation accuracy keeps the goal with a margin for the noise of the split: two standard
 * errors of a difference would be far more, so the test split may still disagree. Undefined if none does.
 */
export function cheapestWithin<E extends Pick<Entry, 'validation' | 'bops'>>(
  entries: readonly E[],
  base: Pick<Base, 'validation'>,
  { allowedLoss, margin }: { readonly allowedLoss: number; readonly margin: number },
): E | undefined {
  const within = entries.filter(({ validation }) => validation >= base.validation - allowedLoss + margin);
  return within.reduce<E | undefined>(
    (best, entry) => (best === undefined || entry.bops.once < best.bops.once ? entry : best),
    undefined,
  );
}

/** The entry most accurate on the validation samples of those with the operations that a goal asks for, or fewer. */
export function mostAccurateAt<E extends Pick<Entry, 'validation' | 'bops'>>(
  entries: readonly E[],
  base: Pick<Base, 'at8Bits'>,
  { times }: Pick<Goal, 'times'>,
): E | undefined {
  const within = entries.filter(({ bops }) => bops.once <= base.at8Bits.once / times);
  return within.reduce<E | undefined>(
    (best, entry) => (best === undefined || entry.validation > best.validation ? entry : best),
    undefined,
  );
}

/** Accuracy and ratios of a chosen variant, judged against its goal under each way of counting. */
export function goalFigures(base: Base, variant: TestedEntry, { name, allowedLoss, times }: Goal): Figure[] {
  const ratio = (what: string, value: number) =>
    figureWithGoal(`${name}: fewer BOPs than the base, ${what}`, value, { unit: 'x', atLeast: times });
  const { bops } = variant;
  return [
    figureWithGoal(`${name}: test accuracy against the base`, 100 * (variant.test - base.test), {
      unit: 'points',
      atLeast: -100 * allowedLoss,
    }),
    ratio("base at 8 bits, each layer once, as NAC's log counts", base.at8Bits.once / bops.once),
    ratio('base at 8 bits, layers at all positions', base.at8Bits.all / bops.all),
    ratio('float base at 32 bits, layers at all positions', base.at32Bits.all / bops.all),
    figure(`${name}: BOPs, each layer once`, bops.once, 'BOPs'),
    figure(`${name}: BOPs, layers at all positions`, bops.all, 'BOPs'),
  ];
}
