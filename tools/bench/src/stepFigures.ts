import type { BenchCase } from './contenders/contender';
import { figure, figureWithGoal, type Figure } from './figures';
import type { NetworkName } from './networks';
import { median, minimum, type Timing } from './rounds';
import { textTable } from './textTable';

export interface TimedCase {
  readonly benchCase: BenchCase;
  readonly timings: readonly Timing[];
}

/** How many times PyTorch's speed on one thread each network should reach. */
const goals: Record<NetworkName, number> = { mlp: 2, deepSets: 1.3, cnn: 2 };
const oneThread = 'torch 1t';

/**
 * Milliseconds per step (least of the rounds) of every contender, and the speed of the fastest of ours relative to each
 * peer; the goal is judged between one thread and one thread.
 */
export function stepFigures(timed: readonly TimedCase[]): Figure[] {
  return timed.flatMap(({ benchCase, timings }) => {
    const title = titleOf(benchCase);
    const times = timings.flatMap(({ contender, rounds, setup }) => [
      figure(`${title}, ${contender}${setup === undefined ? '' : ` (${setup})`}`, minimum(rounds), 'ms/step'),
      figure(`${title}, ${contender}, median`, median(rounds), 'ms/step'),
    ]);
    return [...times, ...ratios(benchCase, timings)];
  });
}

/** One line per case: ms per step of every contender, then the speed relative to the peers. */
export function stepTable(timed: readonly TimedCase[]): string {
  const names = [...new Set(timed.flatMap(({ timings }) => timings.map(({ contender }) => contender)))];
  const peers = names.filter((name) => !isOurs(name));
  const rows = timed.map(({ benchCase, timings }) => {
    const times = names.map((name) => timings.find(({ contender }) => contender === name));
    const ours = oursOf(timings);
    const speeds = peers.map((name) => timings.find(({ contender }) => contender === name));
    return [
      titleOf(benchCase),
      ...times.map((timing) => (timing === undefined ? '-' : minimum(timing.rounds).toFixed(3))),
      ...speeds.map((timing) => (timing === undefined ? '-' : `x${speed(timing, ours).toFixed(2)}`)),
      timings.find(({ contender }) => contender === oneThread)?.setup ?? '-',
    ];
  });
  return textTable(['ms per step', ...names, ...peers.map((name) => `vs ${name}`), 'torch 1t setup'], rows);
}

function ratios({ name, ...benchCase }: BenchCase, timings: readonly Timing[]): Figure[] {
  const ours = oursOf(timings);
  return timings
    .filter(({ contender }) => !isOurs(contender))
    .map((timing) => {
      const title = `${titleOf({ name, ...benchCase })}, speed of ${ours.contender} relative to ${timing.contender}`;
      return timing.contender === oneThread
        ? figureWithGoal(title, speed(timing, ours), { unit: 'x', atLeast: goals[name] })
        : figure(title, speed(timing, ours), 'x');
    });
}

function speed(peer: Timing, ours: Timing): number {
  return minimum(peer.rounds) / minimum(ours.rounds);
}

/** The fastest of our own. */
function oursOf(timings: readonly Timing[]): Timing {
  return timings
    .filter(({ contender }) => isOurs(contender))
    .reduce((best, timing) => (minimum(timing.rounds) < minimum(best.rounds) ? timing : best));
}

function isOurs(contender: string): boolean {
  return contender === 'wasm' || contender === 'native';
}

function titleOf({ name, quantized, batch }: Pick<BenchCase, 'name' | 'quantized' | 'batch'>): string {
  return `${name}${quantized ? ' QAT' : ''} B=${batch}`;
}
