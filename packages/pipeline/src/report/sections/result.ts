import { resultTable } from '../../tables/resultTable';
import { taskMetrics } from '../../metrics/taskMetric';
import { count, decimal } from '../../tables/table';
import { headlineOf } from '../../study/headline';
import { mismatchesOf } from '../../study/mismatches';
import { studyWarnings } from '../../study/studyWarnings';
import type { StudyReport } from '../../study/studyReport';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** What came out: the figures of the best variant on the validation samples as tiles, then every variant. */
export function resultSection({ config: { task }, dataset, variants }: StudyReport): Html {
  const { heading, name, text } = taskMetrics[task];
  const { variant, verification, utilization, timing } = headlineOf(variants, task);
  const mismatches = variants.reduce((sum, each) => sum + mismatchesOf(each.verification), 0);
  const { columns, rows } = resultTable(variants, task);
  return html`<section>
    <div class="tiles">
      ${tile(withUnit(text(verification.gates.metric), dataset), `test ${heading} at the gates (${variant.name})`)}
      ${tile(count(utilization.total.luts), 'LUTs, synthesised')}
      ${tile(`${decimal(timing.latencyNs)} ns`, `${timing.latencyCycles} cycles, estimated`)}
      ${tile(count(verification.gates.vectors), 'vectors verified at the gates')}
      ${tile(count(mismatches), 'mismatches, all variants')}
    </div>
    <p class="note">${variant.name} is the best variant on the validation samples.</p>
    ${studyWarnings(variants).map((warning) => html`<p class="bad">${warning}.</p>`)}
    <h2>Variants</h2>
    <p>
      Validation and test: ${heading} as float / quantised / pruned. The test samples were read once, after
      every choice had been made on the validation samples.
    </p>
    ${htmlTable(columns, rows)}
    <p class="note">
      gates: ${name} at the gates on the test samples. LUT and FF: counted in the synthesised netlist, before
      place and route. path: longest path from register to register of the netlist, estimated with short and
      with long delays; * above the clock period with the long ones. ns: cycles times clock period, or times
      the longest path by the delay model where that is longer; an estimate.
    </p>
  </section>`;
}

/** Figures of a regression with the unit of its targets, where the data set says it. */
function withUnit(figure: string, { targets }: StudyReport['dataset']): string {
  return targets?.unit === undefined ? figure : `${figure} ${targets.unit}`;
}

function tile(figure: string, words: string): Html {
  return html`<div class="tile"><b>${figure}</b><span>${words}</span></div>`;
}
