import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figure, figureAtMost, figureWithGoal, goalTable, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { frontTrials, reached, volumeOf, volumesOver, type Box } from './searches/frontVolume';
import { retrainFront } from './searches/retrainFront';
import { prepareDataSet, runSearch, type Bench, type SearchResult } from './searches/searchRun';
import { halvedJetSearch, jetData, plainJetSearch, wholeEpochs } from './searches/jetSearch';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    /** Of the trials and of the jets. */
    fraction: { type: 'string', default: '1' },
    parts: { type: 'string', default: 'halved,whole,retrained' },
    workers: { type: 'string', default: '2' },
  },
});

const minutes = 60;
/** Minutes on two cores. */
const wholeGoal = 90;
const halvedGoal = 15;
const cores = 2;
const retrainingSeed = 1001;

/** The space has networks of 0.1 to 1.3 million BOPs at 6 bits, and none of them has an error of half the jets. */
const box: Box = { cost: 'bops', error: 0.5, costs: [2 ** 16, 2 ** 21], wholeRung: wholeEpochs.length };

/** Runs the search by halving and inheritance and the whole one, and compares what they found and took. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const fraction = Number(values.fraction);
  const parts = values.parts.split(',');
  const bench: Bench = {
    folder: join(reportFolder, `search-cost-${values.fraction}`),
    projectRoot: reportFolder,
    workers: Number(values.workers),
    log: (line) => process.stdout.write(`${line}\n`),
  };
  await prepareDataSet(bench, jetData(fraction));
  const searches = { halved: halvedJetSearch(fraction), whole: plainJetSearch(fraction) };
  const results: Partial<Record<keyof typeof searches, SearchResult>> = {};
  for (const name of ['halved', 'whole'] as const) {
    if (parts.includes(name)) results[name] = await runSearch(bench, name, searches[name]);
  }
  const figures = [...costFigures(results), ...comparison(results)];
  if (parts.includes('retrained')) {
    for (const name of ['halved', 'whole'] as const) {
      const found = results[name];
      if (!found) continue;
      const front = frontTrials(found.trials, box).map(({ genotype }) => genotype);
      const config = searches[name];
      const anew = await retrainFront(
        bench,
        { name: `${name}-retrained`, config, seed: retrainingSeed },
        front,
      );
      figures.push(
        figure(
          `${name}: hypervolume of its front retrained from scratch`,
          volumeOf(anew.trials, box),
          'of the box',
        ),
      );
    }
  }
  show(results);
  process.stdout.write(`${goalTable(figures)}\n`);
  const notes = [
    `${values.fraction} of the trials and jets, ${values.workers} workers; the machine may have been shared.`,
  ];
  const file = writeReport(reportFolder, 'search-cost', {
    ...{ command: `npx nx run bench:search-cost --fraction ${values.fraction}`, machine, notes, figures },
  });
  process.stdout.write(`${file}\n`);
}

type Results = Partial<Record<'halved' | 'whole', SearchResult>>;

function costFigures(results: Results): Figure[] {
  return Object.entries(results).flatMap(
    ([name, { cpuSeconds, wallSeconds, peakMegabytes, trials, interruptions }]) => {
      const onTwoCores = cpuSeconds / cores / minutes;
      const what = `${name}: CPU time on two cores`;
      const cost =
        name === 'whole'
          ? figureAtMost(what, onTwoCores, { unit: 'min', atMost: wholeGoal })
          : figure(what, onTwoCores, 'min');
      return [
        cost,
        figure(`${name}: wall time`, wallSeconds / minutes, 'min'),
        figure(`${name}: interruptions`, interruptions, ''),
        figure(`${name}: networks`, trials.length, ''),
        figure(`${name}: hypervolume`, volumeOf(trials, box), 'of the box'),
        figure(`${name}: peak memory`, peakMegabytes, 'MB'),
      ];
    },
  );
}

/** When the search by halving and inheritance had the hypervolume that the whole one ends with. */
function comparison({ halved, whole }: Results): Figure[] {
  if (!halved || !whole) return [];
  const target = volumeOf(whole.trials, box);
  const course = volumesOver(halved.trials, halved.course, box);
  const moment = reached(course, target);
  const share = figureWithGoal('halved: its last hypervolume', course.at(-1)!.volume / target, {
    ...{ unit: 'of the whole search', atLeast: 1 },
  });
  if (!moment) return [share];
  const onTwoCores = moment.cpuSeconds / cores / minutes;
  return [
    share,
    figureAtMost("halved: CPU time on two cores until the whole search's hypervolume", onTwoCores, {
      ...{ unit: 'min', atMost: halvedGoal },
    }),
    figure("halved: wall time until the whole search's hypervolume", moment.wallSeconds / minutes, 'min'),
    figure("halved: networks until the whole search's hypervolume", moment.trials, ''),
  ];
}

function show(results: Results): void {
  for (const [name, { trials, course }] of Object.entries(results)) {
    const over = volumesOver(trials, course, box);
    const shown = over.filter(
      (_, index) => index % Math.ceil(over.length / 12) === 0 || index === over.length - 1,
    );
    const rows = shown.map((moment) => [
      ...[
        String(moment.trials),
        (moment.cpuSeconds / cores / minutes).toFixed(1),
        (moment.wallSeconds / minutes).toFixed(1),
      ],
      moment.volume.toFixed(5),
    ]);
    process.stdout.write(
      `\n${textTable([`${name}: networks`, 'CPU min / 2', 'wall min', 'hypervolume'], rows)}\n`,
    );
  }
}

void main();
