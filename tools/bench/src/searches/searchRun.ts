import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig, runStage, type StageName } from '@nx-codesign/pipeline';
import type { Genotype } from '@nx-codesign/search';
import { codeDigest } from './codeDigest';

/** A trial as the stage `search` records it. */
export interface TrialRecord {
  readonly trial: number;
  readonly ok: boolean;
  readonly genotype: Genotype;
  readonly metric?: number;
  /** Where widths or sparsity are searched. */
  readonly floatMetric?: number;
  readonly costs?: Readonly<Record<string, number>>;
  /** From 1; absent where every candidate is trained whole. */
  readonly rung?: number;
  readonly epochs?: number;
}

/** The end of a generation: trials so far, and what they took, in seconds, of all runs that it took to get there. */
export interface Moment {
  readonly trials: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export interface SearchResult {
  readonly trials: readonly TrialRecord[];
  readonly course: readonly Moment[];
  /** Of the whole stage, from reading the data to the written front. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /**
   * CPU time of the main thread in them: sampler, inheritance, journal, records; training and estimates are other
   * threads'. Absent where the system does not tell it, and of an interrupted search.
   */
  readonly mainSeconds?: number;
  /** Most memory of the process so far, in MB. */
  readonly peakMegabytes: number;
  /** How often it was interrupted. */
  readonly interruptions: number;
}

/** A study of which only the data set and the search are run. */
export interface Bench {
  /** Holds the data set and one folder per search. */
  readonly folder: string;
  /** Where the configuration's files are looked up. */
  readonly projectRoot: string;
  readonly workers: number;
  readonly log: (line: string) => void;
}

interface Spent {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly runs: number;
}

const noteEveryMs = 5000;
/** Of Linux, in /proc, on every architecture. */
const ticksPerSecond = 100;

/** Makes the data set, unless that of the same configuration and code is there. */
export async function prepareDataSet(bench: Bench, config: object): Promise<void> {
  const note = join(bench.folder, 'dataset-config.json');
  const text = JSON.stringify(config);
  const key = keyOf(text);
  if (readIfThere(note) === key) return;
  await stage('dataset', { ...bench, output: bench.folder, text });
  writeFileSync(note, key);
}

/**
 * Runs the stage `search` of a configuration as a study does, with a journal of its own, so that a killed run goes on
 * where it was; a finished one of the same configuration and code is not run again. One of other code begins anew, without
 * what its journal remembers, which would cost nothing now. The data set must have been made.
 */
export async function runSearch(bench: Bench, name: string, config: object): Promise<SearchResult> {
  const output = join(bench.folder, name);
  const text = JSON.stringify(config);
  const resultFile = join(output, 'result.json');
  const [keyFile, key] = [join(output, 'key.json'), keyOf(text)];
  if (readIfThere(keyFile) !== key) rmSync(output, { recursive: true, force: true });
  const known = readIfThere(resultFile);
  if (known !== undefined) return JSON.parse(known) as SearchResult;
  mkdirSync(output, { recursive: true });
  writeFileSync(keyFile, key);
  if (!existsSync(join(output, 'dataset'))) symlinkSync(join('..', 'dataset'), join(output, 'dataset'));
  const result = await timedSearch({ ...bench, output, text });
  writeFileSync(`${resultFile}.part`, JSON.stringify(result));
  renameSync(`${resultFile}.part`, resultFile);
  return result;
}

function keyOf(config: string): string {
  return JSON.stringify({ code: codeDigest(), config });
}

/** How many of its trials failed: they are in no front and no hypervolume. */
export function failuresOf({ trials }: SearchResult): number {
  return trials.filter(({ ok }) => !ok).length;
}

async function timedSearch(run: Run): Promise<SearchResult> {
  const spentFile = join(run.output, 'spent.json');
  const before: Spent = JSON.parse(
    readIfThere(spentFile) ?? '{"wallSeconds":0,"cpuSeconds":0,"runs":0}',
  ) as Spent;
  const clock = startClock(before);
  const main = mainSeconds();
  const note = () => writeFileSync(spentFile, JSON.stringify(clock()));
  note();
  const timer = setInterval(note, noteEveryMs);
  try {
    await stage('search', run);
  } finally {
    clearInterval(timer);
  }
  const { runs, ...spent } = clock();
  const inMain = main === undefined || runs > 1 ? undefined : mainSeconds()! - main;
  return {
    ...readSearch(run.output, before),
    ...spent,
    ...(inMain !== undefined && { mainSeconds: inMain }),
    peakMegabytes: peakMegabytes(),
    interruptions: runs - 1,
  };
}

function startClock(before: Spent): () => Spent {
  const [startMs, start] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(start);
    return {
      wallSeconds: before.wallSeconds + (performance.now() - startMs) / 1e3,
      cpuSeconds: before.cpuSeconds + (user + system) / 1e6,
      runs: before.runs + 1,
    };
  };
}

/** What earlier, interrupted runs took counts from the first trial on, although their trials are not made again. */
function readSearch(output: string, before: Spent): Pick<SearchResult, 'trials' | 'course'> {
  const folder = join(output, 'search');
  const lines = readFileSync(join(folder, 'trials.jsonl'), 'utf8').trimEnd().split('\n');
  const { machine } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
    machine: { trainings: { course: { trials: number; wallMs: number; cpuMs: number }[] } };
  };
  return {
    trials: lines.map((line) => JSON.parse(line) as TrialRecord),
    course: machine.trainings.course.map(({ trials, wallMs, cpuMs }) => ({
      trials,
      wallSeconds: before.wallSeconds + wallMs / 1e3,
      cpuSeconds: before.cpuSeconds + cpuMs / 1e3,
    })),
  };
}

interface Run extends Bench {
  readonly output: string;
  readonly text: string;
}

async function stage(name: StageName, { output, text, projectRoot, workers, log }: Run): Promise<void> {
  await runStage(name, {
    config: parseConfig(text, 'codesign.json'),
    projectName: 'bench',
    projectRoot,
    workspaceRoot: output,
    outputRoot: output,
    cacheRoot: join(output, 'cache'),
    workers,
    log,
    signal: new AbortController().signal,
  });
}

/** CPU time of this thread so far, where /proc tells it. */
function mainSeconds(): number | undefined {
  const text = readIfThere('/proc/thread-self/stat');
  // User and system time are the 14th and 15th field; the second, a name in brackets, may hold spaces.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
