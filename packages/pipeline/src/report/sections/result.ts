import { count, decimal, percent } from '../../tables/table';
import type { Accuracies } from '../../records/costs';
import type { StudyReport, VariantReport } from '../../study/studyReport';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** What came out: the best variant's figures as tiles, then every variant. */
export function resultSection({ variants }: StudyReport): Html {
  const best = variants.reduce((a, b) => (gateAccuracy(b) > gateAccuracy(a) ? b : a));
  return html`<section>
    <div class="tiles">
      ${tile(`${percent(gateAccuracy(best))} %`, `test accuracy at the gates (${best.variant.name})`)}
      ${tile(count(best.utilization.total.luts), 'LUTs, synthesised')}
      ${tile(`${decimal(best.timing.latencyNs)} ns`, `${best.timing.latencyCycles} cycles, estimated`)}
      ${tile(count(best.verification.gates.vectors), 'vectors verified at the gates')}
      ${tile(String(variants.reduce((sum, each) => sum + mismatchesOf(each), 0)), 'mismatches, all variants')}
    </div>
    <h2>Variants</h2>
    <p>
      Accuracies in percent as float / quantised / pruned. The test samples were read once, after every choice
      had been made on the validation samples.
    </p>
    ${htmlTable(
      ['variant', 'validation', 'test', 'test at gates', 'parameters', 'BOPs', 'LUT', 'FF', 'cycles', 'ns'],
      variants.map(({ variant, utilization, timing, verification }) => [
        variant.name,
        three(variant.validation),
        three(variant.test),
        percent(verification.gates.accuracy),
        count(variant.prunedCosts.parameters),
        count(variant.prunedCosts.bops),
        count(utilization.total.luts),
        count(utilization.total.ffs),
        String(timing.latencyCycles),
        decimal(timing.latencyNs),
      ]),
    )}
    <p class="note">
      LUT and FF: counted in the synthesised netlist, before place and route. ns: cycles times clock period,
      an estimate.
    </p>
  </section>`;
}

function tile(figure: string, words: string): Html {
  return html`<div class="tile"><b>${figure}</b><span>${words}</span></div>`;
}

function gateAccuracy({ verification }: VariantReport): number {
  return verification.gates.accuracy;
}

function three({ float, quantized, pruned }: Accuracies): string {
  return [float, quantized, pruned].map(percent).join(' / ');
}

/** Over every implementation that was run. */
function mismatchesOf({ verification: { engine, gates, cpp } }: VariantReport): number {
  return engine.mismatches + gates.mismatches + ('mismatches' in cpp ? cpp.mismatches : 0);
}
