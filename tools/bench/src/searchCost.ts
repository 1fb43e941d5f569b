import type { Genotype } from '@nx-codesign/search';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  figure,
  figureAtMost,
  figureWithGoal,
  goalTable,
  namedRun,
  withoutGoals,
  writeReport,
  type Figure,
} from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { frontTrials, reached, volumeOf, volumesOver, type Box } from './searches/frontVolume';
import { retrainFront } from './searches/retrainFront';
import { failuresOf, prepareDataSet, runSearch, type Bench, type SearchResult } from './searches/searchRun';
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
  const results: Results = {};
  for (const name of ['halved', 'whole'] as const) {
    if (parts.includes(name)) results[name] = await runSearch(bench, name, searches[name]);
  }
  const measured = [...costFigures(results), ...comparison(results)];
  if (parts.includes('retrained')) {
    for (const front of frontsOf(results)) {
      const { networks, what } = front;
      const { trials } = await retrainFront(bench, { ...front, config: searches[front.of] }, networks);
      measured.push(figure(`${what} retrained from scratch`, volumeOf(trials, box), 'of the box'));
    }
  }
  // The goals are for the published number of networks and jets.
  const figures = fraction === 1 ? measured : withoutGoals(measured);
  show(results);
  process.stdout.write(`${goalTable(figures)}\n`);
  const notes = [
    `${values.fraction} of the trials and jets, ${values.workers} workers, parts ${values.parts}; the machine may have been shared.`,
    'Hypervolumes of the halved search are of networks that inherited weights, whose training is longer than its epochs.',
  ];
  const { command, report } = namedRun('search-cost');
  const file = writeReport(reportFolder, report, { command, machine, notes, figures });
  process.stdout.write(`${file}\n`);
}

type Search = 'halved' | 'whole';
type Results = Partial<Record<Search, SearchResult>>;

interface Front {
  /** Of the search of its retraining. */
  readonly name: string;
  readonly of: Search;
  readonly what: string;
  readonly seed: number;
  readonly networks: readonly Genotype[];
}

/** The last fronts, and the one by which the halved search is judged: when it had the whole one's hypervolume. */
function frontsOf({ halved, whole }: Results): Front[] {
  const front = (of: Search, name: string, what: string, trials: SearchResult['trials']): Front => ({
    ...{ name, of, what, seed: retrainingSeed },
    networks: frontTrials(trials, box).map(({ genotype }) => genotype),
  });
  const fronts: Front[] = [];
  if (halved) fronts.push(front('halved', 'halved-retrained', 'halved: its last front', halved.trials));
  if (whole) fronts.push(front('whole', 'whole-retrained', 'whole: its last front', whole.trials));
  const moment = halved && whole && momentOf(halved, whole);
  if (!moment) return fronts;
  const then = halved.trials.slice(0, moment.trials);
  return [...fronts, front('halved', 'halved-then-retrained', 'halved: the front of that moment', then)];
}

/** When the halved search had the hypervolume that the whole one ends with. */
function momentOf(halved: SearchResult, whole: SearchResult) {
  return reached(volumesOver(halved.trials, halved.course, box), volumeOf(whole.trials, box));
}

function costFigures(results: Results): Figure[] {
  return Object.entries(results).flatMap(([name, result]) => {
    const { cpuSeconds, wallSeconds, peakMegabytes, trials, interruptions } = result;
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
      figure(`${name}: failed`, failuresOf(result), 'networks'),
      figure(`${name}: hypervolume`, volumeOf(trials, box), 'of the box'),
      figure(`${name}: peak memory`, peakMegabytes, 'MB'),
    ];
  });
}

/** The hypervolume and the time of the halved search against the whole one's. */
function comparison({ halved, whole }: Results): Figure[] {
  if (!halved || !whole) return [];
  const target = volumeOf(whole.trials, box);
  const moment = momentOf(halved, whole);
  const share = figureWithGoal('halved: its last hypervolume', volumeOf(halved.trials, box) / target, {
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
