import { parseArgs } from 'node:util';
import {
  assumedCorrection,
  assumedWeights,
  fittedModels,
  type CostNumbers,
  type FittedModel,
  type PartFamily,
} from '@nx-codesign/hardware';
import { builtNetworks } from './costModel/builtNetworks';
import { devices, drawCandidates } from './costModel/candidates';
import { loadDataSets } from './costModel/dataSets';
import {
  evaluate,
  evaluateSearched,
  evaluateTiming,
  fitErrorOf,
  isScored,
  readings,
  type Evaluation,
} from './costModel/evaluate';
import { fitFamily, meanWeights } from './costModel/fit';
import { describeCorrection, fitCorrection } from './costModel/fitCorrection';
import { writeCorrection, writeModel } from './costModel/modelFiles';
import { openWorkshop, type Workshop } from './costModel/models';
import { sampleOf, type Sample } from './costModel/samples';
import { searchedSample } from './costModel/searched';
import { synthesisTool, type SynthesisTool } from './costModel/synthesized';
import { countedOf } from './costModel/totals';
import { estimateFigures } from './costModel/times';
import { figure, figureAtMost, figureWithGoal, goalTable, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: {
    fit: { type: 'boolean', default: false },
    assumed: { type: 'boolean', default: false },
    families: { type: 'string', default: 'xcup,xc7,ice40,ecp5' },
    fitted: { type: 'string' },
    networks: { type: 'string' },
    flow: { type: 'string', default: 'yosys' },
  },
});

/**
 * Networks to fit to and to evaluate on; Lattice's families take several times as long to synthesise. Not more than 60
 * are fitted to: the modules that `hardware` tests its numbers on are of seeds 61 to 90.
 */
const counts: Record<PartFamily, { readonly fitted: number; readonly evaluated: number }> = {
  xcup: { fitted: 60, evaluated: 216 },
  xc7: { fitted: 48, evaluated: 40 },
  ice40: { fitted: 24, evaluated: 24 },
  ecp5: { fitted: 24, evaluated: 24 },
};
/** Networks that are built, not synthesised, for the correction of estimates without weights. */
const builtCount = 3000;
/** Seeds of the networks of each set: none is in two of them. */
const firstSeeds = { fitted: 1, evaluated: 10001, built: 1000000 };
/** Percent of the synthesised number; cycles: share of the networks. Goals are for what decides before a design is built. */
const goals = { knownLuts: 4, knownFfs: 4, knownExactCycles: 1, searchedLuts: 15, assumedLuts: 15 };

interface FamilyResult {
  readonly family: PartFamily;
  readonly samples: readonly Sample[];
  readonly skipped: number;
  readonly evaluations: readonly Evaluation[];
  readonly model: CostNumbers;
}

/** Fits where asked to, evaluates on networks that were not fitted to, and writes dist/bench/cost-model.json. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const workshop = openWorkshop(await loadDataSets());
  if (values.assumed) return writeAssumed(workshop);
  const synthesis = await synthesisTool(values.flow);
  const results: FamilyResult[] = [];
  const fitted: Partial<Record<PartFamily, FittedModel>> = {};
  let digits = assumedWeights;
  for (const family of values.families.split(',') as PartFamily[]) {
    let model: CostNumbers = fittedModels[family];
    let made: Omit<FittedModel, 'errors'> | undefined;
    if (values.fit) {
      const samples = await collect(family, 'fitted', { workshop, synthesis });
      // The weights are the same for every family; the largest set says what they are.
      if (family === 'xcup') digits = meanWeights(samples);
      model = made = fitFamily(family, samples, {
        yosys: `${synthesis.flow.name} ${synthesis.tool.version}`,
        digits,
      });
    }
    const all = await collect(family, 'evaluated', { workshop, synthesis });
    const samples = all.filter(isScored);
    const searched = await collectSearched(family, { workshop, synthesis });
    const evaluations = [
      ...readings.flatMap((reading) => evaluate(samples, reading, { numbers: model, digits })),
      ...evaluateSearched(searched, { numbers: model, digits }),
    ];
    results.push({ family, samples, skipped: all.length - samples.length, evaluations, model });
    if (made) fitted[family] = { ...made, errors: errorsOf(family, evaluations) };
    process.stdout.write(`\n${family}\n${evaluationTable(evaluations)}\n`);
  }
  if (values.fit) await writeModel(fitted, digits);
  const evaluated = results.filter(({ evaluations }) => evaluations.length > 0);
  if (evaluated.length === 0) return;
  const figures = [...evaluated.flatMap(figuresOf), ...(await estimateFigures(evaluated[0].samples))];
  const notes = [
    `${synthesis.flow.name} ${synthesis.tool.version}; networks drawn by seed: fitted to from ${firstSeeds.fitted}, evaluated from ${firstSeeds.evaluated}`,
    ...results.map(
      ({ family, samples, skipped }) =>
        `${family}: ${samples.length} networks, ${skipped} of fewer than 50 LUTs left out`,
    ),
  ];
  const file = writeReport(reportFolder, 'cost-model', {
    command: 'npx nx run bench:cost-model',
    machine,
    notes,
    figures,
  });
  process.stdout.write(`\n${goalTable(figures)}\n${file}\n`);
}

/** Fits the correction of estimates without weights anew; the numbers by family are to be fitted after it. */
async function writeAssumed(workshop: Workshop): Promise<void> {
  const networks = builtNetworks({ count: builtCount, firstSeed: firstSeeds.built }, workshop);
  const terms = (of: typeof assumedCorrection.luts) => of.map((term) => term.of);
  const correction = fitCorrection(networks, {
    luts: terms(assumedCorrection.luts),
    ffs: terms(assumedCorrection.ffs),
  });
  await writeCorrection({ ...describeCorrection(networks, correction), ...correction });
}

/** Without networks to evaluate on, the errors stay those of the last evaluation. */
function errorsOf(family: PartFamily, evaluations: readonly Evaluation[]): FittedModel['errors'] {
  if (evaluations.length === 0) return fittedModels[family].errors;
  const errors = [...new Set(evaluations.map(({ reading }) => reading))].map((reading) => [
    reading,
    fitErrorOf(evaluations.filter((each) => each.reading === reading)),
  ]);
  return Object.fromEntries(errors) as FittedModel['errors'];
}

async function collect(
  family: PartFamily,
  set: 'fitted' | 'evaluated',
  { workshop, synthesis }: { readonly workshop: Workshop; readonly synthesis: SynthesisTool },
): Promise<Sample[]> {
  const fittedCount = values.fitted === undefined ? counts[family].fitted : Number(values.fitted);
  const count = set === 'evaluated' ? evaluatedCount(family) : fittedCount;
  // Families of devices are seeded apart too, so that their networks differ.
  const firstSeed = firstSeeds[set] + 1000 * Object.keys(devices).indexOf(family);
  const samples: Sample[] = [];
  for (const candidate of drawCandidates(family, { count, firstSeed })) {
    samples.push(await sampleOf(candidate, workshop, synthesis));
    if (samples.length % 10 === 0) process.stderr.write(`${family}: ${samples.length} of ${count} ${set}\n`);
  }
  return samples;
}

/** Trained candidates as `search` measures them, finished; of the main family only. */
async function collectSearched(
  family: PartFamily,
  { workshop, synthesis }: { readonly workshop: Workshop; readonly synthesis: SynthesisTool },
): Promise<Sample[]> {
  if (family !== 'xcup') return [];
  const candidates = drawCandidates(family, {
    count: evaluatedCount(family),
    firstSeed: firstSeeds.evaluated,
  });
  const samples: Sample[] = [];
  for (const candidate of candidates.filter(({ origin }) => origin === 'trained')) {
    samples.push(await searchedSample(candidate, workshop, synthesis));
    if (samples.length % 10 === 0) process.stderr.write(`${family}: ${samples.length} searched\n`);
  }
  return samples.filter(isScored);
}

function evaluatedCount(family: PartFamily): number {
  return values.networks === undefined ? counts[family].evaluated : Number(values.networks);
}

function figuresOf({ family, samples, evaluations, model }: FamilyResult): Figure[] {
  const ofAll = (reading: string) =>
    evaluations.find((each) => each.reading === reading && each.group === 'all')!;
  const [built, known, assumed] = readings.map(ofAll);
  const percent = { unit: '% MAPE' };
  const timing = evaluateTiming(samples, model.netlistPath);
  const exactCarries = samples.filter(
    (sample) => predictedCarries(sample) === countedOf(sample).carries,
  ).length;
  const isMain = family === 'xcup';
  const withGoal = (name: string, value: number, goal: number) =>
    isMain ? figureAtMost(name, value, { ...percent, atMost: goal }) : figure(name, value, percent.unit);
  return [
    ...(isMain
      ? [figureWithGoal(`${family}: networks`, samples.length, { unit: 'networks', atLeast: 200 })]
      : []),
    withGoal(`${family}: weights known, LUTs`, known.luts.mape, goals.knownLuts),
    withGoal(`${family}: weights known, flip-flops`, known.ffs.mape, goals.knownFfs),
    exactCyclesFigure(family, known),
    ...searchedFigures(family, evaluations),
    withGoal(`${family}: weights assumed, LUTs`, assumed.luts.mape, goals.assumedLuts),
    figure(`${family}: built, LUTs`, built.luts.mape, percent.unit),
    figure(`${family}: built, flip-flops`, built.ffs.mape, percent.unit),
    figure(`${family}: carry cells exact`, exactCarries / samples.length, 'of the networks'),
    ...(timing ? [figure(`${family}: longest path of the netlist`, timing.mape, percent.unit)] : []),
    ...evaluations.flatMap(scoreFigures(family)),
  ];
}

function searchedFigures(family: PartFamily, evaluations: readonly Evaluation[]): Figure[] {
  const searched = evaluations.find(({ reading, group }) => reading === 'searched' && group === 'all');
  if (!searched) return [];
  const options = { unit: '% MAPE', atMost: goals.searchedLuts };
  return [figureAtMost(`${family}: float candidates of search, LUTs`, searched.luts.mape, options)];
}

function exactCyclesFigure(family: PartFamily, { exactCycles = 0 }: Evaluation): Figure {
  const name = `${family}: weights known, cycles exact`;
  const unit = 'of the networks';
  return family === 'xcup'
    ? figureWithGoal(name, exactCycles, { unit, atLeast: goals.knownExactCycles })
    : figure(name, exactCycles, unit);
}

function predictedCarries({ modules, carryCells, top }: Sample): number {
  return modules.reduce((sum, { instances }, index) => sum + instances * carryCells[index], top.carries);
}

const scoreFigures =
  (family: PartFamily) =>
  ({ reading, group, luts, ffs, cycles, exactCycles }: Evaluation): Figure[] => {
    const name = (what: string) => `${family}, ${reading}, ${group}: ${what}`;
    const ofScores = (what: string, scores: typeof luts) => [
      figure(name(`${what}, R2`), scores.r2, ''),
      figure(name(`${what}, MAPE`), scores.mape, '%'),
      figure(name(`${what}, sMAPE`), scores.smape, '%'),
      figure(name(`${what}, worst`), scores.worst, '%'),
    ];
    return [
      figure(name('networks'), luts.count, ''),
      ...ofScores('LUTs', luts),
      ...ofScores('flip-flops', ffs),
      ...(cycles ? [figure(name('cycles, MAPE'), cycles.mape, '%')] : []),
      ...(exactCycles !== undefined ? [figure(name('cycles, exact'), exactCycles, 'of the networks')] : []),
    ];
  };

function evaluationTable(evaluations: readonly Evaluation[]): string {
  const scores = ({ r2, mape, smape, worst, bias }: Evaluation['luts']) => [
    r2.toFixed(3),
    ...[mape, smape, worst, bias].map((value) => value.toFixed(1)),
  ];
  const rows = evaluations.map(({ reading, group, luts, ffs, cycles, exactCycles }) => [
    ...[reading, group, `${luts.count}`, ...scores(luts), ...scores(ffs)],
    ...(cycles ? [cycles.mape.toFixed(1)] : ['-']),
    ...(exactCycles === undefined ? ['-'] : [(100 * exactCycles).toFixed(0)]),
  ]);
  const columns = ['R2', 'MAPE', 'sMAPE', 'worst', 'bias'];
  const header = [
    '',
    'networks',
    'n',
    ...columns.map((name) => `LUT ${name}`),
    ...columns.map((name) => `FF ${name}`),
    'cycles MAPE',
    '% exact',
  ];
  return textTable(header, rows);
}

void main();
