import { parseArgs } from 'node:util';
import { benchPython } from './contenders/torch';
import { figure, figureAtMost, figureWithGoal, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { compareBests, type BestResult } from './optimisers/bests';
import { compareFronts, type FrontResult } from './optimisers/fronts';
import { startPeers, type Peers } from './optimisers/peer';
import { reportFolder } from './places';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'fronts,bests' },
    seeds: { type: 'string', default: '30' },
  },
});

/** Compares the optimisers, prints the tables and writes dist/bench/optimisers.json. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const { peers, notes } = await findPeers();
  const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
    fronts: async () => shown(await compareFronts(peers), frontTable, frontFigures),
    bests: async () => shown(await compareBests(peers, Number(values.seeds)), bestTable, bestFigures),
  };
  const figures: Figure[] = [];
  for (const part of values.parts.split(',')) figures.push(...(await parts[part]()));
  peers?.close();
  const file = writeReport(reportFolder, 'optimisers', {
    ...{ command: 'npx nx run bench:optimisers', machine, notes, figures },
  });
  process.stdout.write(`${file}\n`);
}

/** Prints the table of some results; their figures. */
function shown<Result>(
  results: readonly Result[],
  table: (results: readonly Result[]) => string,
  figuresOf: (result: Result) => Figure[],
): Figure[] {
  process.stdout.write(`\n${table(results)}\n`);
  return results.flatMap(figuresOf);
}

async function findPeers(): Promise<{ peers?: Peers; notes: string[] }> {
  const python = benchPython();
  if (python === undefined) {
    return {
      notes: ['No Python with Optuna and pymoo: run bench:peers or set BENCH_PYTHON. Goals as recorded.'],
    };
  }
  try {
    const peers = await startPeers(python);
    return { peers, notes: [`Optuna ${peers.versions.optuna}, pymoo ${peers.versions.pymoo}`] };
  } catch (error) {
    return { notes: [`Optuna and pymoo did not start, goals as recorded: ${String(error)}`] };
  }
}

/** Judged against pymoo's mean where it ran beside ours, and against its recorded range. */
function frontFigures({ problem, ourMean, theirMean, recordedLeast }: FrontResult): Figure[] {
  const name = (whose: string) => `${problem}: mean hypervolume of ${whose} NSGA-II`;
  return [
    figureWithGoal(`${name('our')}, pymoo's recorded range`, ourMean, {
      ...{ unit: 'hypervolume', atLeast: recordedLeast },
    }),
    ...(theirMean === undefined
      ? []
      : [
          figureWithGoal(`${name('our')}, pymoo's mean of this run`, ourMean, {
            ...{ unit: 'hypervolume', atLeast: theirMean },
          }),
          figure(name("pymoo's"), theirMean, 'hypervolume'),
        ]),
  ];
}

function bestFigures({ problem, ours, theirs, goal }: BestResult): Figure[] {
  const name = (whose: string) => `${problem}: median gap after 100 trials of ${whose} TPE`;
  return [
    figureAtMost(name('our'), ours, { unit: 'above the minimum', atMost: goal }),
    ...Object.entries(theirs).map(([way, gap]) => figure(name(`Optuna's ${way}`), gap, 'above the minimum')),
  ];
}

function frontTable(results: readonly FrontResult[]): string {
  const range = (each: readonly number[] | undefined) =>
    each ? `${Math.min(...each).toFixed(4)}-${Math.max(...each).toFixed(4)}` : '';
  const rows = results.map(({ problem, ours, ourMean, theirs, theirMean, goal }) => [
    ...[
      problem,
      ourMean.toFixed(4),
      range(ours),
      theirMean?.toFixed(4) ?? '',
      range(theirs),
      goal.toFixed(4),
    ],
  ]);
  return textTable(['hypervolume', 'ours', 'range', 'pymoo', 'range', 'goal'], rows);
}

function bestTable(results: readonly BestResult[]): string {
  const ways = Object.keys(results[0].theirs);
  const digits = (value: number) => value.toPrecision(3);
  const rows = results.map(({ problem, ours, theirs, goal }) => [
    ...[problem, digits(ours), ...ways.map((way) => digits(theirs[way])), digits(goal)],
  ]);
  return textTable(['median gap, 100 trials', 'ours', ...ways.map((way) => `Optuna ${way}`), 'goal'], rows);
}

void main();
