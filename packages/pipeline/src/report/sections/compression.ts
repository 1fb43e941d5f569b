import { count, percent } from '../../tables/table';
import type { StudyReport, VariantReport } from '../../study/studyReport';
import { scatter, type Point } from '../charts/scatter';
import { html, type Html } from '../html';

/** Precisions that were trained and the pruning path of each variant: accuracy against EBOPs. */
export function compressionSection({ variants }: StudyReport): Html {
  return html`<section>
    <h2>Quantisation and pruning</h2>
    <p>
      Validation accuracy against effective bit operations (EBOPs), which go with LUTs. A precision w6a4 has
      6-bit weights and 4-bit activations.
    </p>
    ${variants.map(variantChart)}
  </section>`;
}

function variantChart({ variant, precisions, pruningPath }: VariantReport): Html {
  const trained: Point[] = precisions.flatMap((trial) => {
    if (!trial.ok) return [];
    const label = `w${trial.weightBits}a${trial.activationBits}`;
    return [point(trial.costs.ebops, trial.accuracy, label)];
  });
  const pruned = pruningPath.map(({ step, accuracy, costs, units }) => {
    const { x, y, title } = point(
      costs.ebops,
      accuracy,
      `step ${step}, units ${Object.values(units).join('-')}`,
    );
    return { x, y, title, chosen: step === variant.step };
  });
  return html`<h3>${variant.name}</h3>
    ${scatter(
      [
        { name: 'precisions', style: 'strong', points: trained },
        { name: 'pruning path', style: 'second', points: pruned, line: 'joined' },
        { name: 'chosen', style: 'accent', points: pruned.filter(({ chosen }) => chosen) },
      ],
      { x: 'EBOPs', y: 'validation accuracy, %', formatX: count, formatY: (value) => value.toFixed(1) },
    )}`;
}

function point(ebops: number, accuracy: number, label: string): Point {
  const title = `${label}: ${percent(accuracy)} %, ${count(ebops)} EBOPs`;
  return { x: ebops, y: accuracy * 100, title, label };
}
