import { parseArgs } from 'node:util';
import { zdt1, zdt2, zdt3, type Problem } from '@nx-codesign/search/testing';
import { figure, writeReport, type Figure } from './figures';
import { searchByIslands, volumeOf, type Division } from './islands/islandSearch';
import { describeMachine } from './machine';
import { mean, seedsTo } from './optimisers/statistics';
import { reportFolder } from './places';
import { textTable } from './textTable';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '3' } } });

const problems: Readonly<Record<string, Problem>> = { ZDT1: zdt1, ZDT2: zdt2, ZDT3: zdt3 };
const population = 20;
const trials = 4800;
/** One search alone, then as many trials shared by islands. */
const divisions: readonly Division[] = [
  { islands: 1, rounds: 1, trials, population },
  { islands: 2, rounds: 1, trials, population },
  { islands: 4, rounds: 1, trials, population },
  { islands: 4, rounds: 2, trials, population },
  { islands: 4, rounds: 6, trials, population },
];

interface Row {
  readonly problem: string;
  readonly division: Division;
  /** Per seed. */
  readonly volumes: readonly number[];
}

/** Compares searches by islands with one search of as many trials, prints the table and writes dist/bench/islands.json. */
function main(): void {
  const rows = Object.keys(problems).flatMap((problem) =>
    divisions.map((division) => measured(problem, division)),
  );
  process.stdout.write(`\n${table(rows)}\n`);
  const file = writeReport(reportFolder, 'islands', {
    command: 'npx nx run bench:islands',
    machine: describeMachine(),
    notes: [`population ${population}, ${values.seeds} seeds, reference point 1.1, front of all trials`],
    figures: rows.map(figureOf),
  });
  process.stdout.write(`${file}\n`);
}

function measured(problem: string, division: Division): Row {
  const volumes = seedsTo(Number(values.seeds)).map((seed) =>
    volumeOf(searchByIslands(problems[problem], seed, division)),
  );
  return { problem, division, volumes };
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ problem, division: { trials: all, islands, rounds }, volumes }) => [
    ...[problem, String(all), String(islands), String(rounds)],
    String(all / population / islands),
    ...[mean(volumes), Math.min(...volumes), Math.max(...volumes)].map((volume) => volume.toFixed(4)),
  ]);
  return textTable(
    ['hypervolume', 'trials', 'islands', 'rounds', 'generations in a row', 'mean', 'least', 'most'],
    cells,
  );
}

function figureOf({ problem, division: { trials: all, islands, rounds }, volumes }: Row): Figure {
  return figure(
    `${problem}: ${all} trials on ${islands} islands in ${rounds} rounds`,
    mean(volumes),
    'hypervolume',
  );
}

main();
