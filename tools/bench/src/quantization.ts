import { parseArgs } from 'node:util';
import { createWasmEngine, evaluate, type DataSet, type WasmEngine } from '@nx-codesign/train';
import { figure, figureAtMost, figureWithGoal, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import {
  learnedCandidates,
  mismatches,
  trainFloat,
  uniformCandidates,
  type Candidate,
} from './quantization/candidates';
import { quantizationCases, type QuantizationCase } from './quantization/cases';
import { bestUniform, cheapestAsAccurate } from './quantization/goals';
import { textTable } from './textTable';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '' } } });

/** Points of accuracy that a uniform width may lose against float. */
const lossGoals: readonly (readonly [bits: number, points: number])[] = [
  [8, 0.2],
  [6, 0.5],
  [4, 1.5],
];
/** Share of the best uniform network's effective bit operations that learned widths may need at its accuracy. */
const learnedShareGoal = 0.5;

/** Quantises the fixtures' networks, prints the tables and writes dist/bench/quantization.json. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const engine = createWasmEngine();
  const wanted = values.cases === '' ? undefined : values.cases.split(',');
  const figures: Figure[] = [];
  for (const each of quantizationCases) {
    if (wanted && !wanted.includes(each.name)) continue;
    figures.push(...quantize(engine, each, await each.load()));
  }
  const notes = [
    'Goals are judged on the validation split; the test split is read once, for the figures named so.',
  ];
  const file = writeReport(reportFolder, 'quantization', {
    ...{ command: 'npx nx run bench:quantization', machine, notes, figures },
  });
  process.stdout.write(`${file}\n`);
}

function quantize(engine: WasmEngine, benchCase: QuantizationCase, data: DataSet): Figure[] {
  const { epochs } = benchCase;
  const float = trainFloat(engine, benchCase, data);
  const accuracy = evaluate(engine, { ...float, arrays: data.validation }).metric;
  const uniform = uniformCandidates(engine, float, { data, epochs: epochs.uniform });
  const learned = learnedCandidates(engine, float, { data, epochs: epochs.learned });
  const all = [...uniform, ...learned];
  process.stdout.write(`\n${tableOf(benchCase.name, accuracy, all)}\n`);
  const best = bestUniform(uniform, accuracy);
  const cheapest = cheapestAsAccurate(learned, best);
  const name = (what: string) => `${benchCase.name}: ${what}`;
  const loss = (candidate: Candidate) => 100 * (accuracy - candidate.accuracy);
  const wrong = all.reduce((sum, candidate) => sum + mismatches(engine, candidate, data.validation), 0);
  const test = (what: string, { network, weights }: Pick<Candidate, 'network' | 'weights'>) =>
    figure(
      name(`test accuracy, ${what}`),
      100 * evaluate(engine, { network, weights, arrays: data.test }).metric,
      '%',
    );
  return [
    figure(name('float'), 100 * accuracy, '%'),
    ...uniform.map((candidate) => figure(name(`loss of ${candidate.name}`), loss(candidate), 'points')),
    ...lossGoals.map(([bits, atMost]) => {
      const losses = uniform.filter((candidate) => candidate.bits === bits).map(loss);
      const what = name(`loss at ${bits} bits of weights and activations, best setting`);
      return figureAtMost(what, Math.min(...losses), { unit: 'points', atMost });
    }),
    figure(name(`EBOPs of the best uniform, ${best.name}`), best.ebops, 'EBOPs'),
    ...learnedFigures(name, cheapest, best),
    figureAtMost(name('outputs in which engine and interpreter differ'), wrong, {
      unit: 'outputs',
      atMost: 0,
    }),
    test('float', float),
    test(best.name, best),
    ...(cheapest ? [test(cheapest.name, cheapest)] : []),
  ];
}

/** The goal of learned widths; missed, without a value to compare, where no network is as accurate. */
function learnedFigures(
  name: (what: string) => string,
  cheapest: Candidate | undefined,
  best: Candidate,
): Figure[] {
  if (cheapest === undefined) {
    return [
      figureWithGoal(name('learned widths at that accuracy: found'), 0, { unit: 'networks', atLeast: 1 }),
    ];
  }
  return [
    figure(name(`EBOPs of ${cheapest.name}`), cheapest.ebops, 'EBOPs'),
    figureAtMost(name('learned widths at that accuracy'), cheapest.ebops / best.ebops, {
      ...{ unit: "of the best uniform's EBOPs", atMost: learnedShareGoal },
    }),
  ];
}

function tableOf(name: string, float: number, candidates: readonly Candidate[]): string {
  const rows = candidates.map((candidate) => [
    candidate.name,
    (100 * candidate.accuracy).toFixed(2),
    (100 * (float - candidate.accuracy)).toFixed(2),
    String(candidate.ebops),
  ]);
  return textTable(
    [name, 'accuracy %', 'loss', 'EBOPs'],
    [['float', (100 * float).toFixed(2), '', ''], ...rows],
  );
}

void main();
