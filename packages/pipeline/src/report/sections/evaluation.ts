import type { ClassFigures } from '../../records/evaluation';
import type { StudyReport, VariantReport } from '../../study/studyReport';
import { taskMetrics } from '../../metrics/taskMetric';
import { evaluationTable } from '../../tables/evaluationTable';
import { count, decimal, percent } from '../../tables/table';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** What the test samples say: intervals, perturbed inputs, classes or errors, and the spread of repeated trainings. */
export function evaluationSection(study: StudyReport): Html {
  const { config, variants } = study;
  const { evaluation, task } = config;
  const named = variants.map(({ variant: { name }, evaluation: figures }) => ({ name, evaluation: figures }));
  const { columns, rows } = evaluationTable(named, task);
  return html`<section>
    <h2>Evaluation</h2>
    <p>
      On the test samples, read once. ${resampling(study)} Perturbed inputs are rounded to the input format
      again: noise and dead inputs as the mean of ${evaluation.draws} draws, a drift of the gain by its worse
      direction.
    </p>
    ${htmlTable(columns, rows)}
    ${task === 'classification' ? variants.map((variant) => classTable(variant, study)) : errorTable(study)}
    ${spread(study)}
  </section>`;
}

function resampling({ config: { evaluation, task } }: StudyReport): string {
  const { resamples, confidence } = evaluation;
  if (resamples === 0) return '';
  return `Interval: the middle ${wholePercent(confidence)} of the ${taskMetrics[task].heading} over ${count(resamples)} bootstrap resamples.`;
}

/** 0.95 as `95 %`. */
function wholePercent(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}

function classTable({ variant: { name }, evaluation: { pruned } }: VariantReport, study: StudyReport): Html {
  const { signalEfficiency } = study.config.evaluation;
  const row = ({ name: label, samples, recall, precision, rocAuc, rejection }: ClassFigures) => [
    label,
    count(samples),
    percent(recall),
    percent(precision),
    rocAuc === undefined ? '-' : rocAuc.toFixed(4),
    decimal(rejection),
  ];
  return html`<h3>${name}</h3>
    <p class="note">
      The pruned network by class. Rejection: samples of other classes for one of them that passes where
      ${wholePercent(signalEfficiency)} of the class pass; - if none passes.
    </p>
    ${htmlTable(
      ['class', 'samples', 'recall %', 'precision %', 'ROC area', 'rejection'],
      (pruned.classes ?? []).map(row),
    )}`;
}

/** Errors of a regression, beside a method without any network where the data set has one. */
function errorTable({ config, dataset, variants }: StudyReport): Html {
  const { text } = taskMetrics[config.task];
  const unit = dataset.targets?.unit ?? 'units of the targets';
  const rows = variants.map(({ variant: { name }, evaluation: { pruned } }) => [
    `${name}, pruned`,
    text(pruned.metric),
    text(pruned.errors?.distance95),
    text(pruned.errors?.rmse),
  ]);
  const { baseline } = dataset;
  return html`<p class="note">Distances from the target in ${unit}.</p>
    ${htmlTable(
      ['method', 'mean distance', '95 % within', 'RMSE per output'],
      [
        ...rows,
        ...(baseline ? [[baseline.method, text(baseline.meanDistance), text(baseline.distance95), '-']] : []),
      ],
    )}`;
}

/** Nothing where no training was repeated. */
function spread({ config: { task }, variants }: StudyReport): Html {
  const { heading, text } = taskMetrics[task];
  const rows = variants.flatMap(({ variant: { name, repeats } }) =>
    repeats === undefined
      ? []
      : [
          [
            name,
            String(repeats.metrics.length),
            text(repeats.mean),
            text(repeats.deviation),
            repeats.metrics.map(text).join(', '),
          ],
        ],
  );
  if (rows.length === 0) return html``;
  return html`<p>
      Spread: each float network trained again from other initial weights and in another order, with the
      settings of the local search; ${heading} on the validation samples.
    </p>
    ${htmlTable(['variant', 'trainings', 'mean', 'standard deviation', 'each'], rows)}`;
}
