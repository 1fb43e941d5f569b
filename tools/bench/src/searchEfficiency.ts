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
import { mean, seedsTo } from './optimisers/statistics';
import { reportFolder } from './places';
import { digitContenders, digitData, digitRungs, digitsRoot } from './searches/digitSearch';
import { frontTrials, reached, volumeOf, volumesOver, type Box } from './searches/frontVolume';
import { retrainFront } from './searches/retrainFront';
import {
  failuresOf,
  prepareDataSet,
  runSearch,
  type Bench,
  type Moment,
  type SearchResult,
} from './searches/searchRun';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    trials: { type: 'string', default: '500' },
    contenders: { type: 'string', default: 'halving and inheritance,halving,inheritance' },
  },
});

/** Of plain NSGA-II's CPU time, with so many networks and seeds; fewer are judged by nothing. */
const shareGoal = 0.2;
const [judgedTrials, judgedSeeds] = [500, 3];
/** Retraining is with another seed than any search. */
const retrainingSeed = 1001;
/** Errors up to 20 %, and from fewer EBOPs than any network of the space to more. */
const box: Box = { cost: 'ebops', error: 0.2, costs: [2 ** 12, 2 ** 21], wholeRung: digitRungs.length };

interface Outcome {
  readonly contender: string;
  readonly seed: number;
  readonly result: SearchResult;
  /** When it had what plain NSGA-II ends with; for plain itself its end. */
  readonly moment?: Moment;
  /** Last hypervolume. */
  readonly volume: number;
  /** Hypervolume of its front at that moment, retrained from scratch. */
  readonly retrained?: number;
}

/** Compares the CPU time until plain NSGA-II's last hypervolume, seed by seed. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const bench: Bench = {
    folder: join(reportFolder, `search-efficiency-${values.trials}`),
    projectRoot: digitsRoot,
    workers: 2,
    log: (line) => process.stderr.write(`${line}\n`),
  };
  await prepareDataSet(bench, { seed: 1, ...digitData });
  const outcomes: Outcome[] = [];
  for (const seed of seedsTo(Number(values.seeds))) outcomes.push(...(await compare(bench, seed)));
  process.stdout.write(`\n${outcomeTable(outcomes)}\n`);
  const measured = ['plain', ...values.contenders.split(',')].flatMap((name) => figuresOf(name, outcomes));
  const isWhole = Number(values.trials) === judgedTrials && Number(values.seeds) >= judgedSeeds;
  const figures = isWhole ? measured : withoutGoals(measured);
  process.stdout.write(`\n${goalTable(figures)}\n`);
  const notes = [
    'Reached: by the trained networks, with the weights of the search. Retrained: the fronts at that moment, all from initial weights of one other seed, whole.',
    'An interruption counts the start of the search again, and the trainings that it cut off.',
  ];
  const { command, report } = namedRun('search-efficiency');
  const file = writeReport(reportFolder, report, { command, machine, notes, figures });
  process.stdout.write(`${file}\n`);
}

async function compare(bench: Bench, seed: number): Promise<Outcome[]> {
  const trials = Number(values.trials);
  const plain = await runSearch(bench, `plain-${seed}`, digitContenders.plain({ trials, seed }));
  const target = volumeOf(plain.trials, box);
  const outcomes = [await outcomeOf(bench, { contender: 'plain', seed, result: plain, target })];
  for (const contender of values.contenders.split(',')) {
    const config = digitContenders[contender]({ trials, seed });
    const result = await runSearch(bench, `${contender.replaceAll(' ', '-')}-${seed}`, config);
    outcomes.push(await outcomeOf(bench, { contender, seed, result, target }));
  }
  return outcomes;
}

async function outcomeOf(
  bench: Bench,
  { target, ...run }: Pick<Outcome, 'contender' | 'seed' | 'result'> & { readonly target: number },
): Promise<Outcome> {
  const { contender, seed, result } = run;
  const moment =
    contender === 'plain'
      ? result.course.at(-1)
      : reached(volumesOver(result.trials, result.course, box), target);
  const volume = volumeOf(result.trials, box);
  if (!moment) return { ...run, volume };
  const front = frontTrials(result.trials.slice(0, moment.trials), box).map(({ genotype }) => genotype);
  const name = `${contender.replaceAll(' ', '-')}-${seed}-retrained`;
  const config = digitContenders.plain({ trials: front.length, seed });
  const anew = await retrainFront(bench, { name, config, seed: retrainingSeed }, front);
  return { ...run, moment, volume, retrained: volumeOf(anew.trials, box) };
}

function outcomeTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ contender, seed, moment, volume, retrained, result }) => [
    ...[contender, String(seed), String(result.trials.length), result.course.at(-1)!.cpuSeconds.toFixed(0)],
    ...[volume.toFixed(4), String(moment?.trials ?? 'never'), moment?.cpuSeconds.toFixed(0) ?? ''],
    ...[moment ? shareOf(moment, seed, outcomes).toFixed(3) : '', retrained?.toFixed(4) ?? ''],
    String(result.interruptions),
  ]);
  const header = [
    '',
    'seed',
    'networks',
    'CPU s',
    'hypervolume',
    'reached at',
    'CPU s',
    'share',
    'retrained',
    'interruptions',
  ];
  return textTable(header, rows);
}

function shareOf(moment: Moment, seed: number, outcomes: readonly Outcome[]): number {
  const plain = outcomes.find((each) => each.contender === 'plain' && each.seed === seed)!;
  return moment.cpuSeconds / plain.result.course.at(-1)!.cpuSeconds;
}

function figuresOf(name: string, outcomes: readonly Outcome[]): Figure[] {
  const own = outcomes.filter(({ contender }) => contender === name);
  const ended = own.flatMap(({ moment, seed }) => (moment ? [shareOf(moment, seed, outcomes)] : []));
  const retrained = own.flatMap(({ retrained: volume }) => volume ?? []);
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const facts = [
    figure(`${name}: mean last hypervolume`, mean(own.map(({ volume }) => volume)), 'of the box'),
    figure(`${name}: failed`, sum(own.map(({ result }) => failuresOf(result))), 'networks'),
    figure(`${name}: interruptions`, sum(own.map(({ result }) => result.interruptions)), ''),
    ...(retrained.length > 0
      ? [figure(`${name}: mean hypervolume of the front retrained`, mean(retrained), 'of the box')]
      : []),
  ];
  if (name === 'plain') return facts;
  return [
    ...facts,
    figureWithGoal(`${name}: seeds that reach plain NSGA-II's hypervolume`, ended.length, {
      ...{ unit: `of ${own.length}`, atLeast: own.length },
    }),
    ...(ended.length > 0
      ? [
          figureAtMost(`${name}: mean CPU time until then`, mean(ended), {
            ...{ unit: "of plain NSGA-II's", atMost: shareGoal },
          }),
        ]
      : []),
  ];
}

void main();
