import { parseArgs } from 'node:util';
import { benchPython } from './contenders/torch';
import {
  figure,
  figureAtMost,
  figureWithGoal,
  namedRun,
  withoutGoals,
  writeReport,
  type Figure,
} from './figures';
import { describeMachine } from './machine';
import { compareBests, type BestResult } from './optimisers/bests';
import { compareFronts, type FrontResult } from './optimisers/fronts';
import { startPeers, type Peers } from './optimisers/peer';
import { compareSmallBudgets, type SmallResult } from './optimisers/smallBudgets';
import { seedsTo } from './optimisers/statistics';
import { reportFolder } from './places';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'fronts,bests,small' },
    /** Of the functions of one objective; the fronts take a sixth. */
    seeds: { type: 'string', default: '30' },
    /** Development used the seeds 1 to 30; the published table begins at 1001. */
    firstSeed: { type: 'string', default: '1' },
  },
});

const seedsPerFrontSeed = 6;
/** Fewer are a quick look, which judges nothing. */
const judgedSeeds = 30;

/** Compares the optimisers, prints the tables and writes dist/bench/optimisers.json (with arguments a file of their own). */
async function main(): Promise<void> {
  const machine = describeMachine();
  const { peers, notes } = await findPeers();
  const [first, count] = [Number(values.firstSeed), Number(values.seeds)];
  const seeds = seedsTo(count, first);
  const frontSeeds = seedsTo(Math.max(1, Math.round(count / seedsPerFrontSeed)), first);
  const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
    fronts: async () => shown(await compareFronts(peers, frontSeeds), frontTable, frontFigures),
    bests: async () => shown(await compareBests(peers, seeds), bestTable, bestFigures),
    small: async () => shown(await compareSmallBudgets(peers, frontSeeds), smallTable, smallFigures),
  };
  const figures: Figure[] = [];
  for (const part of values.parts.split(',')) figures.push(...(await parts[part]()));
  peers?.close();
  const { command, report } = namedRun('optimisers');
  const file = writeReport(reportFolder, report, {
    ...{ command, machine, notes: [...notes, `Parts of this run: ${values.parts}; seeds from ${first}.`] },
    figures: count < judgedSeeds ? withoutGoals(figures) : figures,
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

/** Our TPE is judged against the better of Optuna's two ways, where they ran. */
function smallFigures({ problem, ours, theirs }: SmallResult): Figure[] {
  const name = (whose: string) => `${problem}, 250 trials: mean hypervolume of ${whose}`;
  const others = [
    ...Object.entries(ours).filter(([sampler]) => sampler !== 'tpe'),
    ...Object.entries(theirs).map(([way, volume]) => [`Optuna's ${way} TPE`, volume] as const),
  ].map(([whose, volume]) => figure(name(whose), volume, 'hypervolume'));
  const goal = Math.max(...Object.values(theirs));
  const own = Number.isFinite(goal)
    ? figureWithGoal(name('our TPE'), ours.tpe, { unit: 'hypervolume', atLeast: goal })
    : figure(name('our TPE'), ours.tpe, 'hypervolume');
  return [own, ...others];
}

function smallTable(results: readonly SmallResult[]): string {
  const [own, ways] = [Object.keys(results[0].ours), Object.keys(results[0].theirs)];
  const rows = results.map(({ problem, ours, theirs }) => [
    ...[problem, ...own.map((sampler) => ours[sampler].toFixed(4))],
    ...ways.map((way) => theirs[way].toFixed(4)),
  ]);
  return textTable(['hypervolume, 250 trials', ...own, ...ways.map((way) => `Optuna ${way}`)], rows);
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
