import { parseArgs } from 'node:util';
import { createGateSimulator, utilizationOf } from '@nx-codesign/flows';
import { figure, figureWithGoal, goalTable, writeReport, type Figure } from './figures';
import { gateCases, vectorsOfCase, type GateCase } from './gates/designs';
import { mapCase, type MappedCase } from './gates/mappedCase';
import { timeSimulator } from './gates/timeSimulator';
import { runVerilator } from './gates/verilator';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: gateCases.map(({ name }) => name).join(',') },
    /** Verilator compiles for minutes where there are many LUTs. */
    verilator: { type: 'string', default: 'mlp5k' },
    rounds: { type: 'string', default: '5' },
  },
});

/** Vectors per second of one core's time on the network of some 20 thousand LUTs. */
const goal = { unit: 'M vectors/s', atLeast: 1 };
const goalCase = 'mlp20k';
/** 8 groups of 128 lanes with 100 vectors each, and about as many as the check of a design has. */
const manyVectors = 102_400;
const fewVectors = 10_240;

interface CaseResult {
  readonly name: string;
  readonly luts: number;
  /** CPU seconds until the first vectors are done. */
  readonly firstSeconds: number;
  readonly many: number;
  readonly few: number;
  readonly verilator?: { readonly compileSeconds: number; readonly vectorsPerSecond: number };
}

/** Times the simulator on netlists of several sizes, prints a table and writes dist/bench/gates.json. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const notes: string[] = [
    'rates by CPU time of the process, the best round; compilation counted in "first" only',
  ];
  const results: CaseResult[] = [];
  for (const gateCase of gateCases.filter(({ name }) => values.cases.split(',').includes(name))) {
    const mapped = await mapCase(gateCase);
    results.push({ ...measureCase(gateCase, mapped), ...(await compare(gateCase, mapped, notes)) });
    write(results, { machine, notes });
  }
  process.stdout.write(`${tableOf(results)}\n\n${goalTable(results.flatMap(figuresOf))}\n`);
}

function measureCase(gateCase: GateCase, { design, description }: MappedCase): CaseResult {
  const rounds = Number(values.rounds);
  const inputs = vectorsOfCase(gateCase, manyVectors);
  const length = inputs.length / manyVectors;
  const few = { ...description, inputs: inputs.slice(0, fewVectors * length), count: fewVectors };
  const many = { ...description, inputs, count: manyVectors };
  const first = timeSimulator(() => createGateSimulator(design).run(few), 1);
  const simulator = createGateSimulator(design);
  const rate = (stimulus: typeof many): number =>
    stimulus.count / timeSimulator(() => simulator.run(stimulus), rounds) / 1e6;
  return {
    ...{ name: gateCase.name, luts: utilizationOf(design).luts, firstSeconds: first },
    ...{ many: rate(many), few: rate(few) },
  };
}

async function compare(
  gateCase: GateCase,
  { files, description }: MappedCase,
  notes: string[],
): Promise<Pick<CaseResult, 'verilator'>> {
  if (!values.verilator.split(',').includes(gateCase.name)) return {};
  const run = await runVerilator({ files, description, count: manyVectors });
  if ('missing' in run) {
    notes.push(`${run.missing} is not installed`);
    return {};
  }
  return { verilator: run };
}

function figuresOf({ name, luts, firstSeconds, many, few, verilator }: CaseResult): Figure[] {
  const rate = `${name}, ${manyVectors} vectors`;
  return [
    figure(`${name}`, luts, 'LUTs'),
    figure(`${name}, compiled and ${fewVectors} vectors done`, firstSeconds, 's of CPU'),
    name === goalCase ? figureWithGoal(rate, many, goal) : figure(rate, many, goal.unit),
    figure(`${name}, ${fewVectors} vectors`, few, goal.unit),
    ...(verilator === undefined
      ? []
      : [
          figure(`${name}, Verilator`, verilator.vectorsPerSecond / 1e6, goal.unit),
          figure(`${name}, Verilator compiled`, verilator.compileSeconds, 's of CPU'),
        ]),
  ];
}

function write(
  results: readonly CaseResult[],
  {
    machine,
    notes,
  }: { readonly machine: ReturnType<typeof describeMachine>; readonly notes: readonly string[] },
): void {
  const figures = results.flatMap(figuresOf);
  writeReport(reportFolder, 'gates', { command: 'npx nx run bench:gates', machine, notes, figures });
}

function tableOf(results: readonly CaseResult[]): string {
  const rows = results.map(({ name, luts, firstSeconds, many, few, verilator }) => [
    ...[name, String(luts), firstSeconds.toFixed(2), few.toFixed(2), many.toFixed(2)],
    verilator === undefined ? '-' : (verilator.vectorsPerSecond / 1e6).toFixed(3),
    verilator === undefined ? '-' : verilator.compileSeconds.toFixed(0),
  ]);
  const header = ['', 'LUTs', 'first s', `M/s (${fewVectors})`, `M/s (${manyVectors})`];
  return textTable([...header, 'Verilator M/s', 'its compile s'], rows);
}

void main();
