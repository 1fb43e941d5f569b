import { figure, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { placementCases, type PlacementCase } from './placement/cases';
import { placeCase, type PlacedCase } from './placement/placeCase';
import { reportFolder } from './places';
import { textTable } from './textTable';

/** Programs that are taken before the npm package: `BENCH_NEXTPNR=/usr/bin/nextpnr-ice40` for iCE40. */
const ice40Program = process.env['BENCH_NEXTPNR'];

type Outcome = PlacedCase & { readonly placed: PlacementCase };

async function main(): Promise<void> {
  const machine = describeMachine();
  const only = process.env['BENCH_PLACEMENT'];
  const outcomes: Outcome[] = [];
  for (const placed of placementCases) {
    if (only !== undefined && !placed.part.startsWith(only)) continue;
    const isIce40 = placed.part.startsWith('ice40');
    const result = await placeCase(placed, isIce40 && ice40Program ? { nextpnr: ice40Program } : {});
    if ('missing' in result) process.stdout.write(`${placed.part} skipped: ${result.missing}\n`);
    else outcomes.push({ ...result, placed });
  }
  const header = [
    'part',
    'network',
    'bits',
    'clock ns',
    'use',
    'cycles',
    'cells',
    'placed ns',
    'estimated ns',
    'in range',
  ];
  process.stdout.write(`${textTable(header, outcomes.map(rowOf))}\n`);
  const figures = [...new Set(outcomes.map(({ placed }) => `${placed.part}, ${placed.use}`))].flatMap(
    (group) =>
      figuresOf(
        group,
        outcomes.filter(({ placed }) => `${placed.part}, ${placed.use}` === group),
      ),
  );
  const tools = [...new Set(outcomes.map(({ tool }) => tool))];
  const notes = [
    `placed by ${tools.join(' and ')}, seed 1, in serial wrappers; random weights`,
    'the check cases were not fitted to; the ranges are in packages/flows/src/timing/delays.ts',
  ];
  const command = 'npx nx run bench:placement';
  process.stdout.write(
    `Written to ${writeReport(reportFolder, 'placement', { command, machine, notes, figures })}\n`,
  );
}

const isInRange = ({ placedNs, estimatedNs: { low, high } }: Outcome) => placedNs >= low && placedNs <= high;

function rowOf(outcome: Outcome): string[] {
  const { placed, latencyCycles, cells, placedNs, estimatedNs } = outcome;
  const { part, widths, bits, clockPeriodNs, use } = placed;
  const range = `${estimatedNs.low.toFixed(2)} to ${estimatedNs.high.toFixed(2)}`;
  const counts = [latencyCycles, cells].map(String);
  const verdict = isInRange(outcome) ? 'yes' : 'no';
  return [
    part,
    widths.join('-'),
    String(bits),
    String(clockPeriodNs),
    use,
    ...counts,
    placedNs.toFixed(2),
    range,
    verdict,
  ];
}

function figuresOf(group: string, outcomes: readonly Outcome[]): Figure[] {
  const errors = outcomes.map(({ placedNs, estimatedNs: { low, high } }) =>
    Math.abs((100 * (low + high)) / 2 / placedNs - 100),
  );
  return [
    figure(`${group}: designs`, outcomes.length, ''),
    figure(`${group}: in their range`, outcomes.filter(isInRange).length, ''),
    figure(
      `${group}: middle off by, mean`,
      errors.reduce((sum, error) => sum + error, 0) / errors.length,
      '%',
    ),
    figure(`${group}: middle off by, most`, Math.max(...errors), '%'),
  ];
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
