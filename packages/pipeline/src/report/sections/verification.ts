import type { VectorCheck } from '../../records/checks';
import { count, percent } from '../../tables/table';
import type { StudyReport } from '../../study/studyReport';
import { html, type Html } from '../html';
import { htmlTable } from '../tables';

/** Every implementation against the integer interpreter, with no tolerance. */
export function verificationSection({ variants }: StudyReport): Html {
  const rows = variants.flatMap(
    ({ variant, verification: { engine, gates, cpp, rtl, wrapper, bitstream } }) => [
      [variant.name, `training engine (${variant.engineCheck.engine})`, ...outcome(engine)],
      [variant.name, 'netlist, gate by gate, cycle by cycle', ...outcome(gates)],
      [
        variant.name,
        'emitted C++, compiled with g++',
        ...('skipped' in cpp ? skipped(cpp.skipped) : outcome(cpp)),
      ],
      [
        variant.name,
        'emitted Verilog, simulated on the first vectors',
        ...('skipped' in rtl ? skipped(rtl.skipped) : outcome(rtl)),
      ],
      ...(wrapper ? [[variant.name, 'netlist in its wrapper, as it is placed', ...outcome(wrapper)]] : []),
      ...(bitstream
        ? [
            [
              variant.name,
              'packed bitstream, turned back into Verilog and simulated through its pins',
              ...('skipped' in bitstream ? skipped(bitstream.skipped) : outcome(bitstream)),
            ],
          ]
        : []),
    ],
  );
  return html`<section>
    <h2>Verification</h2>
    <p>
      Integers compared one by one with the interpreter's: every test sample, corner cases and random inputs.
    </p>
    ${htmlTable(['variant', 'implementation', 'vectors', 'mismatches', ''], rows)} ${coverage(variants)}
  </section>`;
}

const coverageColumns = [
  'variant',
  'flipped bits',
  'noticed',
  'by added vectors',
  'proven unnoticeable',
  'added vectors',
  'noticed %, estimated',
];

/** How good the vectors are; nothing where no faults were tried. */
function coverage(variants: StudyReport['variants']): Html {
  const rows = variants.flatMap(({ variant: { name }, verification: { gates } }) => {
    if (gates.coverage === undefined || gates.coverage.faults === 0) return [];
    const { faults, caught, caughtByAdded, unrevealable, addedVectors } = gates.coverage;
    const noticed = [caught, caughtByAdded, unrevealable, addedVectors].map(count);
    const revealable = faults - unrevealable;
    const share = revealable === 0 ? '-' : percent((caught + caughtByAdded) / revealable);
    return [[name, count(faults), ...noticed, share]];
  });
  if (rows.length === 0) return html``;
  return html`<p>
      What the vectors would notice: LUT bits of the netlist, spread over the design, were flipped one at a
      time. For flips that the vectors miss, vectors were searched for and added, or a proof that no vector
      can notice them. The share is of the flips that are not proven so; it is an estimate from these samples.
    </p>
    ${htmlTable(coverageColumns, rows)}`;
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
