import { taskMetrics, type TaskMetric } from '../../metrics/taskMetric';
import { count, percent } from '../../tables/table';
import { widthsText } from '../../tables/widthsText';
import type { StudyReport, VariantReport } from '../../study/studyReport';
import { metricAxis } from '../charts/metricAxis';
import { scatter, type Point } from '../charts/scatter';
import { html, type Html } from '../html';

/** Precisions that were trained and the pruning path of each variant: accuracy against EBOPs. */
export function compressionSection({ config: { task }, variants }: StudyReport): Html {
  const metric = taskMetrics[task];
  return html`<section>
    <h2>Quantisation and pruning</h2>
    <p>
      The metric on the validation samples against effective bit operations (EBOPs), which go with LUTs. A
      precision w6a4 has 6-bit weights and 4-bit activations; those of learned widths bear their penalty.
    </p>
    ${variants.map((variant) => variantChart(variant, metric))}
  </section>`;
}

function variantChart({ variant, precisions, pruningPath }: VariantReport, metric: TaskMetric): Html {
  const { format, valueOf } = metricAxis(metric);
  const point = (ebops: number, value: number, label: string): Point => {
    const title = `${label}: ${metric.heading} ${metric.text(value)}, ${count(ebops)} EBOPs`;
    return { x: ebops, y: valueOf(value), title, label };
  };
  const trained: Point[] = precisions.flatMap((trial) => {
    if (!trial.ok) return [];
    return [point(trial.costs.ebops, trial.metric, trial.name)];
  });
  const pruned = pruningPath.map(({ step, method, metric: value, costs, units, zeroShare }) => {
    const { x, y, title } = point(
      costs.ebops,
      value,
      `step ${step}${method ? `, ${method}` : ''}, units ${Object.values(units).join('-')}, ` +
        `${percent(zeroShare)} % zeros, ${count(costs.luts)} LUTs estimated`,
    );
    return { x, y, title, chosen: step === variant.step };
  });
  return html`<h3>${variant.name}</h3>
    ${searchedNote(variant)}
    ${scatter(
      [
        { name: 'precisions', style: 'strong', points: trained },
        { name: 'pruning path', style: 'second', points: pruned, line: 'joined' },
        { name: 'chosen', style: 'accent', points: pruned.filter(({ chosen }) => chosen) },
      ],
      { x: 'EBOPs', y: `validation ${metric.heading}`, formatX: count, formatY: format },
    )}`;
}

/** What the search found, where it searched for widths. */
function searchedNote({ searched }: VariantReport['variant']): Html | undefined {
  if (searched === undefined) return undefined;
  return html`<p class="note">
    The search chose it with ${widthsText(searched)}: bits of the weights by layer, of the activations,
    percent of zeros.
  </p>`;
}
