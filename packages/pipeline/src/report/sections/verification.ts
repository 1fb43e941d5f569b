import type { VectorCheck } from '../../records/checks';
import { count } from '../../tables/table';
import type { StudyReport } from '../../study/studyReport';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** Every implementation against the integer interpreter, with no tolerance. */
export function verificationSection({ variants }: StudyReport): Html {
  const rows = variants.flatMap(({ variant, verification: { engine, gates, cpp } }) => [
    [variant.name, `training engine (${variant.engineCheck.engine})`, ...outcome(engine)],
    [variant.name, 'netlist, gate by gate, cycle by cycle', ...outcome(gates)],
    [
      variant.name,
      'emitted C++, compiled with g++',
      ...('skipped' in cpp ? skipped(cpp.skipped) : outcome(cpp)),
    ],
  ]);
  return html`<section>
    <h2>Verification</h2>
    <p>
      Integers compared one by one with the interpreter's: every test sample, corner cases and random inputs.
    </p>
    ${htmlTable(['variant', 'implementation', 'vectors', 'mismatches', ''], rows)}
  </section>`;
}

function outcome({ vectors, mismatches, first }: VectorCheck): (string | Html)[] {
  const verdict =
    first === undefined
      ? html`<span class="good">equal</span>`
      : html`<span class="bad"
          >vector ${first.vector}, output ${first.element}: ${first.actual} for ${first.expected}</span
        >`;
  return [count(vectors), count(mismatches), verdict];
}

function skipped(reason: string): string[] {
  return ['-', '-', `not run: ${reason}`];
}
