import type { StudyReport } from '../study/studyReport';
import type { StepTimes } from '../study/studyTimes';
import { count } from '../tables/table';
import type { JobName } from '../threads/jobs';
import { hypervolumeChart } from './charts/hypervolume';
import { Html, html } from './html';
import { style } from './style';
import { htmlTable } from './tables';

/** Name of the page with the times, beside `report.html`. */
export const timesFileName = 'times.html';

/**
 * What a study took, as a page of its own: it differs from run to run, where the report does not. CPU times are those of
 * all threads of a stage's process, not of the tools that it started.
 */
export function renderTimes(study: StudyReport, times: readonly StepTimes[]): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Times of ${study.title} - nx-codesign</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <h1>Times of ${study.title}</h1>
        <p class="note">
          Facts of the machines and runs that made these results, from the run.json of each stage; another run
          has others. What the journal or the cache of Nx answered for took no time here.
        </p>
        ${stageTable(times)} ${courseChart(study, times)} ${workTable(times)}
      </body>
    </html> `;
  return `${page.text.trim()}\n`;
}

function stageTable(times: readonly StepTimes[]): Html {
  const sum = (of: (step: StepTimes) => number) => times.reduce((total, step) => total + of(step), 0);
  const rows = times.map(({ step, finished, durationMs, cpuMs, workers, machine, trainings }) => [
    step,
    seconds(durationMs),
    cpuMs === undefined ? '-' : seconds(cpuMs),
    trainings ? count(trainings.trainings) : '-',
    trainings ? count(trainings.reused) : '-',
    String(workers),
    `${machine.cores} cores, ${machine.platform} ${machine.architecture}, Node ${machine.node}`,
    finished,
  ]);
  const all = ['all', seconds(sum(({ durationMs }) => durationMs)), seconds(sum(({ cpuMs = 0 }) => cpuMs))];
  return html`<h2>Stages</h2>
    ${htmlTable(
      [
        'stage',
        'wall s',
        'CPU s',
        'training runs',
        'of these from the journal',
        'workers',
        'machine',
        'ended',
      ],
      [...rows, [...all, '', '', '', '', '']],
    )}`;
}

/**
 * The hypervolume of a search in one process over its CPU time: at the end of each generation. A search by islands has
 * none: its shards ran beside each other, on clocks of their own.
 */
function courseChart({ search }: StudyReport, times: readonly StepTimes[]): Html | undefined {
  const course = times.find(({ step }) => step === 'search')?.trainings?.course;
  if (course === undefined) return undefined;
  const { hypervolume } = search.analysis;
  const points = course.flatMap(({ trials, cpuMs }) => {
    const last = hypervolume.findLast(({ trial }) => trial <= trials);
    return last ? [{ trial: trials, share: last.share, x: cpuMs / 1000 }] : [];
  });
  return html`<h2>Hypervolume over CPU time</h2>
    <p>Of the search, at the end of each generation.</p>
    ${hypervolumeChart({ x: 'CPU seconds', name: 'at the end of a generation' }, points)}`;
}

/** Kinds of work; a stage's CPU time is divided by how long its threads were busy with each. */
function workTable(times: readonly StepTimes[]): Html {
  const rows = times.flatMap(({ step, work, cpuMs }) => {
    const busy = Object.values(work).reduce((sum, { busyMs }) => sum + busyMs, 0);
    return Object.entries(work).map(([job, { jobs, busyMs }]) => [
      step,
      isJob(job) ? words[job] : job,
      count(jobs),
      seconds(busyMs),
      cpuMs === undefined || busy === 0 ? '-' : seconds((cpuMs * busyMs) / busy),
    ]);
  });
  return html`<h2>What the threads did</h2>
    <p>
      Thread time is how long worker threads were busy with a kind of work, waiting for a core included; the
      CPU time of the stage, its main thread included, is divided in these shares.
    </p>
    ${htmlTable(['stage', 'work', 'jobs', 'thread s', 'CPU s, divided'], rows)}`;
}

/** What the jobs of the worker threads are called in words. */
const words: Readonly<Record<JobName, string>> = {
  trainNetwork: 'training',
  compressModel: 'rounding, training with searched widths, costs',
  foldModel: 'folding batch norm',
  quantizeModel: 'calibration',
  learnModels: 'learning widths',
  learnRangesOf: 'learning ranges',
  evaluateNetwork: 'evaluation',
  compareEngine: 'engine against interpreter',
  emitDesign: 'building the design',
  synthesize: 'synthesis',
  placeDesign: 'place and route',
  verifyGates: 'simulating the gates',
  verifyWrapper: 'simulating the wrapper',
};

/** A study may have been made with another version, whose jobs have other names. */
function isJob(name: string): name is JobName {
  return Object.hasOwn(words, name);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
