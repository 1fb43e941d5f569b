import { type Outcome } from '../pareto/evaluated';
import { survivors } from './survivors';

export interface HalvingOptions<Result extends Outcome> {
  /** How many rungs there are; each ends with an evaluation. */
  readonly rungs: number;
  readonly reduction: number;
  /** Per rung the results of earlier generations at its end, if these are to compete too. */
  readonly rivals?: readonly (readonly Outcome[])[];
  /** Evaluates the candidate at a position up to the end of a rung, on from its result at the rung before. */
  evaluate(position: number, rung: number, before: Result | undefined): Promise<Result>;
}

/** Where a candidate ended: its result there and the rung, from 0, and the results of all its rungs. */
export interface Climb<Result extends Outcome> {
  readonly result: Result;
  readonly rung: number;
  readonly results: readonly Result[];
}

/**
 * Successive halving of one generation (Jamieson and Talwalkar 2016, arXiv:1502.07943, section 3) for any number of
 * objectives: all candidates end rung 0 before the survivors begin rung 1, and so on. A rung's evaluations may run side
 * by side and finish in any order: who survives depends on the results alone. One climb per candidate, in their order.
 */
export async function successiveHalving<Result extends Outcome>(
  count: number,
  { rungs, reduction, rivals = [], evaluate }: HalvingOptions<Result>,
): Promise<Climb<Result>[]> {
  const results = Array.from({ length: count }, (): Result[] => []);
  let climbing = results.map((_, position) => position);
  for (let rung = 0; rung < rungs && climbing.length > 0; rung++) {
    const reached = await Promise.all(
      climbing.map((position) => evaluate(position, rung, results[position].at(-1))),
    );
    reached.forEach((result, index) => results[climbing[index]].push(result));
    climbing = survivors(reached, { reduction, rivals: rivals[rung] }).map((index) => climbing[index]);
  }
  return results.map((own) => ({ result: own[own.length - 1], rung: own.length - 1, results: own }));
}
