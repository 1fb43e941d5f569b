import { taskMetrics } from '../metrics/taskMetric';
import { counted } from '../tables/table';
import { resultTable } from '../tables/resultTable';
import { headlineOf } from './headline';
import type { StudyReport } from './studyReport';
import { studyWarnings } from './studyWarnings';

/** A summary in Markdown, for a CI job's page. */
export function summaryMarkdown({ title, config: { task }, dataset, search, variants }: StudyReport): string {
  const { columns, rows, title: caption } = resultTable(variants, task);
  const { heading, text } = taskMetrics[task];
  const unit = dataset.targets?.unit === undefined ? '' : ` ${dataset.targets.unit}`;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const counts = Object.entries(dataset.splits).map(([name, { count }]) => `${count} ${name}`);
  const failed = search.trials.filter(({ ok }) => !ok).length;
  const skipped = variants.flatMap(({ verification: { name, cpp, rtl } }) => [
    ...('skipped' in cpp ? [`- The C++ of ${name} was not run: ${cpp.skipped}.`] : []),
    ...('skipped' in rtl ? [`- The Verilog of ${name} was not simulated: ${rtl.skipped}.`] : []),
  ]);
  const best = headlineOf(variants, task);
  const warnings = studyWarnings(variants).map((warning) => `- ${warning}.`);
  const notes = [...warnings, ...skipped];
  return [
    `# ${title}`,
    '',
    `${counts.join(', ')} ${dataset.simulated ? 'simulated ' : ''}samples; ${counted(search.trials.length, 'network')} tried, ${failed} failed; ` +
      `${counted(variants.length, 'variant')}. Best on the validation samples: ${best.variant.name}, ` +
      `${heading} ${text(best.verification.gates.metric)}${unit} on the test samples at gate level.`,
    '',
    row(columns),
    row(columns.map((_, index) => (index === 0 ? ':--' : '--:'))),
    ...rows.map(row),
    '',
    `${caption}.`,
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n');
}
