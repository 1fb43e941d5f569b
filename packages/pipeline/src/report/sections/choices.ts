import { taskMetrics } from '../../metrics/taskMetric';
import type { SearchAnalysis } from '../../records/searchAnalysis';
import type { StudyReport } from '../../study/studyReport';
import { choiceTable } from '../../tables/choiceTable';
import { spaceTable } from '../../tables/spaceTable';
import { count, percent } from '../../tables/table';
import { budgetWarnings } from '../../trials/budgetWarnings';
import type { FinishedTrial } from '../../trials/policies';
import { parallelCoordinates, type ParallelAxis, type ParallelLine } from '../charts/parallel';
import { hypervolumeChart } from '../charts/hypervolume';
import { html, type Html } from '../html';
import { timesFileName } from '../times';
import { htmlTable } from '../tables';

/** How the search went: hypervolume over the trials, the choices of each network, which matter, what was rejected. */
export function choicesSection(study: StudyReport): Html {
  const { space, hypervolume, chosen, importance, rejected } = study.search.analysis;
  const { columns, rows } = spaceTable(space);
  return html`<section>
    <h2>How the search went</h2>
    ${budgetWarnings(study.config).map((warning) => html`<p class="bad">${warning}.</p>`)} ${whyTable(chosen)}
    ${hypervolumeCharts(hypervolume)}
    <h3>Search space</h3>
    ${htmlTable(columns, rows, 'words')}
    <h3>Choices</h3>
    <p>
      One line per network that was trained whole, those of the front in colour, the chosen ones in ink. A
      line that dips below an axis has no such choice.
    </p>
    ${choicesChart(study)} ${importanceTable(importance)} ${rejectionTable(rejected)}
    ${failureTable(study.search.trials)}
  </section>`;
}

function whyTable(chosen: SearchAnalysis['chosen']): Html {
  const { columns, rows } = choiceTable(chosen);
  return html`<h3>Why each variant was chosen</h3>
    ${htmlTable(columns, rows, 'words')}`;
}

function hypervolumeCharts(steps: SearchAnalysis['hypervolume']): Html {
  const name = 'after each network that was trained whole';
  const chart = (x: string, placeOf: (step: SearchAnalysis['hypervolume'][number]) => number) =>
    hypervolumeChart(
      { x, name },
      steps.map((step) => ({ ...step, x: placeOf(step) })),
    );
  return html`<h3>Hypervolume</h3>
    <p>
      The share of the box between the best and the worst value of each objective that the networks so far
      dominate, costs on a logarithmic scale: over the trials, and over the passes that all of them made over
      the training samples, a time that is the same on every machine. The CPU time of this study, with the
      hypervolume over it, stands in <a href="${timesFileName}">${timesFileName}</a> beside this page.
    </p>
    ${chart('trial', ({ trial }) => trial)}
    ${chart('passes over the training samples', ({ epochs }) => epochs)}`;
}

function choicesChart({ config: { task }, search, variants }: StudyReport): Html {
  const metric = taskMetrics[task];
  const { space, whole } = search.analysis;
  const trials = search.trials.filter(
    (trial): trial is FinishedTrial => trial.ok && whole.includes(trial.trial),
  );
  const worstFirst = [...trials].sort(
    (a, b) => metric.lossOf(b.metric) - metric.lossOf(a.metric) || a.trial - b.trial,
  );
  const ends = [worstFirst.at(0), worstFirst.at(-1)].map((trial) => metric.text(trial?.metric));
  const axes = [
    ...Object.entries(space).map(([gene, parameter]) => axisOf(gene, parameter)),
    { name: `rank by ${metric.name}`, values: ends },
  ];
  const chosen = new Set(variants.map(({ variant }) => variant.trial));
  const styleOf = ({ trial }: FinishedTrial) =>
    chosen.has(trial) ? 'accent' : search.front.includes(trial) ? 'strong' : 'faint';
  const lines = worstFirst.map((trial, rank): ParallelLine => {
    const places = Object.entries(space).map(([gene, parameter]) => placeOf(trial.genotype[gene], parameter));
    return {
      style: styleOf(trial),
      title: `trial ${trial.trial}: ${metric.heading} ${metric.text(trial.metric)}`,
      places: [...places, shareOf(rank, worstFirst.length)],
    };
  });
  // What comes later lies above.
  const layers = (['faint', 'strong', 'accent'] as const).flatMap((style) =>
    lines.filter((line) => line.style === style),
  );
  return parallelCoordinates(axes, layers);
}

type Parameter = SearchAnalysis['space'][string];

function axisOf(name: string, parameter: Parameter): ParallelAxis {
  const values = parameter.kind === 'categorical' ? parameter.choices : [parameter.low, parameter.high];
  return { name, values: values.map(String) };
}

function placeOf(value: unknown, parameter: Parameter): number | undefined {
  if (value === undefined) return undefined;
  if (parameter.kind === 'categorical') {
    const { choices } = parameter;
    return shareOf(
      choices.findIndex((choice) => choice === value),
      choices.length,
    );
  }
  const { low, high } = parameter;
  return high > low ? (Number(value) - low) / (high - low) : 0.5;
}

/** The place of one of `count` values that lie evenly from 0 to 1. */
function shareOf(position: number, count: number): number {
  return count > 1 ? position / (count - 1) : 0.5;
}

function importanceTable(importance: SearchAnalysis['importance']): Html | undefined {
  if (importance.length === 0) return undefined;
  return html`<h3>Which choices matter</h3>
    <p>
      How much of the variance of each objective over the whole space each choice explains by itself, in %: an
      estimate by a random forest that learnt from the trials (after Hutter et al. 2014), so with few trials a
      rough one.
    </p>
    ${htmlTable(
      ['choice', ...importance.map(({ objective }) => objective)],
      [
        ...Object.keys(importance[0].alone).map((gene) => [
          gene,
          ...importance.map(({ alone }) => percent(alone[gene])),
        ]),
        ['only together', ...importance.map(({ together }) => percent(together))],
      ],
    )}`;
}

function rejectionTable(rejected: SearchAnalysis['rejected']): Html | undefined {
  if (rejected.length === 0) return undefined;
  return html`<h3>Rejected by constraints</h3>
    ${htmlTable(
      ['constraint', 'limit', 'networks rejected', 'by it alone'],
      rejected.map(({ measure, kind, limit, trials, alone }) => [
        measure,
        `${kind} ${limit}`,
        count(trials.length),
        count(alone.length),
      ]),
    )}`;
}

/** Trials without a result, by what went wrong. */
function failureTable(trials: StudyReport['search']['trials']): Html | undefined {
  const byError = new Map<string, number[]>();
  for (const trial of trials) {
    if (!trial.ok) byError.set(trial.error, [...(byError.get(trial.error) ?? []), trial.trial]);
  }
  if (byError.size === 0) return undefined;
  return html`<h3>Failed</h3>
    ${htmlTable(
      ['what went wrong', 'networks', 'trials'],
      [...byError].map(([error, failed]) => [error, count(failed.length), failed.join(', ')]),
      'words',
    )}`;
}
