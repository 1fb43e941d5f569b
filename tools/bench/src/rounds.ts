import type { BenchCase, Contender, Prepared } from './contenders/contender';

/** What one contender needed for one case. */
export interface Timing {
  readonly contender: string;
  /** Milliseconds per step in each round. */
  readonly rounds: readonly number[];
  readonly setup?: string;
}

export interface RoundOptions {
  readonly rounds: number;
  /** How long a contender steps in one round. */
  readonly millisecondsPerRound: number;
}

/**
 * All contenders on one case, one after another in every round, so that whatever else the machine does falls on all.
 * Rejects if their losses before the first step differ: then they do not train the same network.
 */
export async function timeCase(
  contenders: readonly Contender[],
  benchCase: BenchCase,
  options: RoundOptions,
): Promise<Timing[]> {
  const entrants: { contender: string; prepared: Prepared; steps: number; rounds: number[] }[] = [];
  for (const contender of contenders) {
    const prepared = await contender.prepare(benchCase);
    if (prepared === undefined) continue;
    const cost = await prepared.time(2);
    const steps = Math.max(1, Math.round(options.millisecondsPerRound / cost));
    entrants.push({ contender: contender.name, prepared, steps, rounds: [] });
  }
  checkLosses(benchCase, entrants);
  for (let round = 0; round < options.rounds; round++) {
    for (const { prepared, steps, rounds } of entrants) rounds.push(await prepared.time(steps));
  }
  for (const { prepared } of entrants) prepared.dispose();
  return entrants.map(({ contender, prepared, rounds }) => ({ contender, rounds, setup: prepared.setup }));
}

export function minimum(values: readonly number[]): number {
  return Math.min(...values);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rounding half up or half to even may differ in a few of a quantised network's values. */
function checkLosses(
  { name, quantized }: BenchCase,
  entrants: readonly { contender: string; prepared: Prepared }[],
) {
  const tolerance = quantized ? 2e-2 : 1e-4;
  const [first, ...others] = entrants;
  for (const { contender, prepared } of others) {
    const difference = Math.abs(prepared.firstLoss / first.prepared.firstLoss - 1);
    if (difference <= tolerance) continue;
    throw new Error(
      `${name}: ${contender} starts with loss ${prepared.firstLoss}, ${first.contender} with ` +
        `${first.prepared.firstLoss}: they do not train the same network.`,
    );
  }
}
