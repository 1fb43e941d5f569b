import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figure, figureAtMost, goalTable, namedRun, withoutGoals, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { measureOverhead, type OverheadResult } from './optimisers/overhead';
import { reportFolder } from './places';
import { cheapData, cheapSearch } from './searches/cheapSearch';
import { digitContenders, digitData, digitsRoot } from './searches/digitSearch';
import { prepareDataSet, runSearch, type Bench, type SearchResult } from './searches/searchRun';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'samplers,pipeline,share' },
    trials: { type: 'string', default: '20000' },
    shareTrials: { type: 'string', default: '500' },
  },
});

/** How much dearer a late trial may be than an early one where the cost is linear in the trials. */
const slowdownGoal = 2;
/** What the search itself may take of the time at 500 trials, in per cent. */
const shareGoal = 2;
/** What the goals are for; of fewer trials the figures stand without them. */
const [judgedTrials, judgedShareTrials] = [20_000, 500];
/** The search that trains everything, and the one that trains least, beside which the search itself weighs most. */
const shared = ['plain', 'halving and inheritance'];

/** Measures what the search itself costs, prints the tables and writes dist/bench/search-overhead.json. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const [trials, shareTrials] = [Number(values.trials), Number(values.shareTrials)];
  const judged = (figures: Figure[], isWhole: boolean) => (isWhole ? figures : withoutGoals(figures));
  const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
    samplers: () => Promise.resolve(judged(samplerFigures(measureOverhead(trials)), trials >= judgedTrials)),
    pipeline: async () => judged(pipelineFigures(await cheapTrials(trials)), trials >= judgedTrials),
    share: async () => judged(await shares(shareTrials), shareTrials === judgedShareTrials),
  };
  const figures: Figure[] = [];
  for (const part of values.parts.split(',')) figures.push(...(await parts[part]()));
  process.stdout.write(`\n${goalTable(figures)}\n`);
  const notes = [
    'The CPU time of a whole search is that of all its threads, the time of the search itself that of its main one.',
    `Parts of this run: ${values.parts}.`,
  ];
  const { command, report } = namedRun('search-overhead');
  const file = writeReport(reportFolder, report, { command, machine, notes, figures });
  process.stdout.write(`${file}\n`);
}

function samplerFigures(results: readonly OverheadResult[]): Figure[] {
  const rows = results.map(({ what, first, last, total }) => [
    ...[what, first.toPrecision(3), last.toPrecision(3), total.toPrecision(3)],
  ]);
  process.stdout.write(
    `\n${textTable([`${values.trials} trials`, 'CPU ms per early trial', 'late trial', 's in all'], rows)}\n`,
  );
  return results.flatMap(({ what, first, last, total }) => [
    figure(`${what}: ${values.trials} trials`, total, 's'),
    figureAtMost(`${what}: a late trial`, last / first, { unit: 'early trials', atMost: slowdownGoal }),
  ]);
}

/** The pipeline's whole search, journal and records included, on a data set that costs next to nothing. */
async function cheapTrials(trials: number): Promise<SearchResult> {
  const bench = benchIn('search-overhead-cheap', reportFolder);
  await prepareDataSet(bench, { seed: 1, ...cheapData });
  return runSearch(bench, `nsga2-${trials}`, cheapSearch(trials, 'nsga2'));
}

function pipelineFigures({ course, trials, cpuSeconds, mainSeconds }: SearchResult): Figure[] {
  const quarter = course.length >> 2;
  const [early, late] = [
    [course[0], course[quarter]],
    [course[course.length - 1 - quarter], course[course.length - 1]],
  ].map(([from, to]) => (1000 * (to.cpuSeconds - from.cpuSeconds)) / (to.trials - from.trials));
  process.stdout.write(
    `\npipeline, ${trials.length} networks: ${early.toFixed(2)} CPU ms per early trial, ${late.toFixed(2)} per late one\n`,
  );
  return [
    figure(`pipeline: ${trials.length} trials`, cpuSeconds, 's'),
    ...(mainSeconds === undefined ? [] : [figure('pipeline: of that the main thread', mainSeconds, 's')]),
    figure('pipeline: an early trial', early, 'ms'),
    figureAtMost('pipeline: a late trial', late / early, { unit: 'early trials', atMost: slowdownGoal }),
  ];
}

/** Of the searches of search-efficiency, which are not run again where they have been. */
async function shares(trials: number): Promise<Figure[]> {
  const bench = benchIn(`search-efficiency-${trials}`, digitsRoot);
  await prepareDataSet(bench, { seed: 1, ...digitData });
  const figures: Figure[] = [];
  for (const name of shared) {
    const config = digitContenders[name]({ trials, seed: 1 });
    const result = await runSearch(bench, `${name.replaceAll(' ', '-')}-1`, config);
    figures.push(...shareFigures(name, result));
  }
  return figures;
}

/** The share of the main thread: sampler, journal, records and what it takes to start and read the stage. */
function shareFigures(name: string, { trials, cpuSeconds, mainSeconds }: SearchResult): Figure[] {
  const what = `MNIST 8x8, ${trials.length} networks, ${name}`;
  if (mainSeconds === undefined) return [figure(`${what}: CPU time`, cpuSeconds, 's')];
  return [
    figure(`${what}: CPU time`, cpuSeconds, 's'),
    figureAtMost(`${what}: the search itself`, (100 * mainSeconds) / cpuSeconds, {
      ...{ unit: '% of the CPU time', atMost: shareGoal },
    }),
  ];
}

function benchIn(name: string, projectRoot: string): Bench {
  const folder = join(reportFolder, name);
  return { folder, projectRoot, workers: 2, log: () => undefined };
}

void main();
