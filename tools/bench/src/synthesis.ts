import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, figureAtMost, goalTable, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { bragg, deepSets, jets, randomWeights, type Subject } from './synthesis/networks';
import { runStudy, type StudyRun } from './synthesis/study';
import { textTable } from './textTable';

/** The goals are for two cores. */
const workers = 2;
/** No search for undetected faults: the goals are for counted and verified netlists. */
const synthesize = { faults: 0 };

interface Case {
  readonly what: string;
  readonly subject: Subject;
  /** Layer whose weights change against the case before, which leaves its modules in the cache. */
  readonly changed?: string;
  readonly atMostSeconds: number;
}

const cases: readonly Case[] = [
  { what: 'jets 16-64-32-32-5', subject: jets, atMostSeconds: 20 },
  { what: 'jets, 64x32 layer changed', subject: jets, changed: 'dense3', atMostSeconds: 2 },
  { what: 'jets, 32x32 layer changed', subject: jets, changed: 'dense5', atMostSeconds: 2 },
  { what: 'Deep Sets 8x3, NAC Medium', subject: deepSets, atMostSeconds: 30 },
  { what: 'Bragg 11x11', subject: bragg, atMostSeconds: 90 },
];

async function main(): Promise<void> {
  const machine = describeMachine();
  const only = process.env['BENCH_SYNTHESIS'];
  const folders = new Map<Subject, string>();
  const figures: Figure[] = [];
  const rows: string[][] = [];
  try {
    for (const { what, subject, changed, atMostSeconds } of cases) {
      if (only !== undefined && only !== subject.name) continue;
      const folder = folders.get(subject) ?? mkdtempSync(join(tmpdir(), 'bench-synthesis-'));
      folders.set(subject, folder);
      const weights = randomWeights(subject.network, changed);
      const run = await runStudy(subject, weights, { folder, workers, synthesize });
      figures.push(...figuresOf(what, run, atMostSeconds));
      rows.push(rowOf(what, run, atMostSeconds));
    }
  } finally {
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  }
  const header = ['network', 's', 'goal s', 'CPU s', 'LUT', 'FF', 'modules', 'vectors', 'mismatches'];
  process.stdout.write(`${textTable(header, rows)}\n`);
  process.stdout.write(`${`\n${goalTable(figures)}\n`}\n`);
  const notes = [
    'from the integer network to Verilog, mapped and counted netlist, every vector at the gates; random weights of 6 bits, half of them zero; compiled packages, as users have them',
    `${workers} worker threads; seconds are of a clock, so that other work on the machine counts: CPU seconds stand beside them`,
  ];
  const file = writeReport(reportFolder, 'synthesis', {
    command: 'npx nx run bench:synthesis',
    machine,
    notes,
    figures,
  });
  process.stdout.write(`${`\nWritten to ${file}`}\n`);
}

function figuresOf(what: string, run: StudyRun, atMost: number): Figure[] {
  return [
    figureAtMost(`${what}, clock`, run.wallSeconds, { unit: 's', atMost }),
    figure(`${what}, all threads`, run.cpuSeconds, 'CPU s'),
    figure(`${what}, LUT`, run.luts, ''),
    figure(`${what}, FF`, run.ffs, ''),
    figureAtMost(`${what}, mismatches`, run.mismatches, { unit: '', atMost: 0 }),
  ];
}

function rowOf(what: string, run: StudyRun, atMost: number): string[] {
  const counts = [run.luts, run.ffs, run.modules, run.vectors, run.mismatches];
  return [what, run.wallSeconds.toFixed(1), String(atMost), run.cpuSeconds.toFixed(1), ...counts.map(String)];
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
