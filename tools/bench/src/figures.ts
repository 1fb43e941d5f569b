import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine';
import { textTable } from './textTable';

/** One measured number; with a goal it says whether the goal was met in this run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Least value that counts as met, or most: `met` knows. */
  readonly goal?: number;
  readonly met?: boolean;
}

/** What a benchmark writes: how it was run, where, and what came out. */
export interface BenchReport {
  readonly command: string;
  readonly machine: Machine;
  /** How the others were set up, and which were not there. */
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/** A figure without a goal: something measured that nothing is claimed about. */
export function figure(name: string, value: number, unit: string): Figure {
  return { name, value: rounded(value), unit };
}

/** A figure that should be at least `goal`; judged before it is rounded. */
export function figureWithGoal(name: string, value: number, goal: { unit: string; atLeast: number }): Figure {
  return { ...figure(name, value, goal.unit), goal: goal.atLeast, met: value >= goal.atLeast };
}

/** A figure that should be at most `goal`; judged before it is rounded. */
export function figureAtMost(name: string, value: number, goal: { unit: string; atMost: number }): Figure {
  return { ...figure(name, value, goal.unit), goal: goal.atMost, met: value <= goal.atMost };
}

/** The same without goals: of a part of a benchmark, or of less work, whose goals are for the whole. */
export function withoutGoals(figures: readonly Figure[]): Figure[] {
  return figures.map(({ name, value, unit }) => ({ name, value, unit }));
}

/**
 * How a benchmark was run: its command with the arguments that it was given, and the report's name, which tells them too,
 * so that a part never replaces the report of the whole.
 */
export function namedRun(
  bench: string,
  given: readonly string[] = process.argv.slice(2),
): { readonly command: string; readonly report: string } {
  const quoted = given.map((argument) => (/[^\w.,=-]/.test(argument) ? `'${argument}'` : argument));
  const words = given.map((argument) => argument.replace(/^--/, '').replaceAll(/[^\w.,-]+/g, '-'));
  return {
    command: ['npx nx run', `bench:${bench}`, ...quoted].join(' '),
    report: [bench, ...words].join('-'),
  };
}

/** Writes `<folder>/<name>.json` and returns its path. */
export function writeReport(folder: string, name: string, report: BenchReport): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return file;
}

/** The figures that have a goal, one line each. */
export function goalTable(figures: readonly Figure[]): string {
  const rows = figures
    .filter(({ goal }) => goal !== undefined)
    .map(({ name, value, unit, goal, met }) => [
      name,
      `${value} ${unit}`,
      `${goal} ${unit}`,
      met ? 'met' : 'missed',
    ]);
  return textTable(['figure', 'value', 'goal', ''], rows);
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
