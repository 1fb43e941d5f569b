import { parseArgs } from 'node:util';
import { benchPython } from './contenders/torch';
import { figure, figureAtMost, figureWithGoal, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { compareLayers, type LayerArea } from './rtlArea/compare';
import { measureGrowth, type Growth } from './rtlArea/growth';
import { denseNetwork, type Precision } from './rtlArea/layers';
import { startAdderGraphPeer } from './rtlArea/peer';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: { bits: { type: 'string', default: '4,6,8' }, zeros: { type: 'string', default: '80,50,0' } },
});

/** Widths of the network; its first two layers are the single layers 16x64 and 64x32. */
const widths = [16, 64, 32, 32, 5];
/** LUTs that we should save against da4ml. */
const savingGoal = 0.15;
/** CPU time per layer of these sizes. */
const secondsGoal = 1;
/** Power of the number of weights with which the optimiser's time may grow. */
const growthGoal = 1.3;

interface CaseResult {
  readonly precision: Precision;
  readonly layers: readonly LayerArea[];
}

/** Compares LUTs and levels with da4ml's, prints the tables and writes dist/bench/rtl-area.json after every case. */
async function main(): Promise<void> {
  const machine = describeMachine();
  const python = benchPython();
  if (python === undefined) throw new Error('No Python with da4ml: run bench:peers or set BENCH_PYTHON.');
  const peer = await startAdderGraphPeer(python);
  const notes = [
    `da4ml ${peer.version}: no limit on depth, its adders kept as cells like ours; LUT1 to LUT6, LUT6_2 and INV count one each`,
    'layers with bias, ReLU and saturation, each one stage, each synthesised by itself',
  ];
  const write = (figures: readonly Figure[]) =>
    writeReport(reportFolder, 'rtl-area', { command: 'npx nx run bench:rtl-area', machine, notes, figures });
  const growth = measureGrowth();
  const results: CaseResult[] = [];
  for (const zeroPercent of numbers(values.zeros)) {
    for (const bits of numbers(values.bits)) {
      const precision = { bits, zeroPercent };
      results.push({ precision, layers: await compareLayers(peer, denseNetwork(widths, precision)) });
      write([...results.flatMap(caseFigures), ...growthFigures(growth)]);
      process.stdout.write(`${caseTable(results.slice(-1))}\n`);
    }
  }
  peer.close();
  process.stdout.write(`\n${caseTable(results)}\n\n${growthTable(growth)}\n`);
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}

/** The single layers 16x64 and 64x32, and the network. */
function comparisons({ layers }: CaseResult): { name: string; layers: readonly LayerArea[] }[] {
  return [
    { name: '16x64', layers: layers.slice(0, 1) },
    { name: '64x32', layers: layers.slice(1, 2) },
    { name: widths.join('-'), layers },
  ];
}

function totals(layers: readonly LayerArea[]) {
  const sum = (of: (layer: LayerArea) => number) => layers.reduce((total, layer) => total + of(layer), 0);
  const ours = sum((layer) => layer.ours.luts);
  const smallest = sum((layer) => layer.smallest.luts);
  const theirs = sum((layer) => layer.theirs.luts);
  return { ours, smallest, theirs, saving: 1 - ours / theirs };
}

function caseFigures(result: CaseResult): Figure[] {
  const { bits, zeroPercent } = result.precision;
  const suffix = `${bits} bits, ${zeroPercent} % zeros`;
  const ofLayer = ({ name, ours, theirs, ourSeconds, theirSeconds }: LayerArea): Figure[] => [
    figureAtMost(`${name}, ${suffix}: our levels`, ours.levels, { unit: 'LUTs', atMost: theirs.levels }),
    figureAtMost(`${name}, ${suffix}: our optimiser`, ourSeconds, { unit: 's of CPU', atMost: secondsGoal }),
    figure(`${name}, ${suffix}: da4ml's optimiser`, theirSeconds, 's of CPU'),
  ];
  return [
    ...comparisons(result).flatMap(({ name, layers }) => {
      const { ours, smallest, theirs, saving } = totals(layers);
      return [
        figure(`${name}, ${suffix}: ours`, ours, 'LUTs'),
        figure(`${name}, ${suffix}: ours, built for area`, smallest, 'LUTs'),
        figure(`${name}, ${suffix}: da4ml's`, theirs, 'LUTs'),
        figureWithGoal(`${name}, ${suffix}: saved`, saving, { unit: 'of da4ml', atLeast: savingGoal }),
      ];
    }),
    ...result.layers.flatMap(ofLayer),
  ];
}

function growthFigures({ rows, power }: Growth): Figure[] {
  return [
    ...rows.map(({ size, seconds }) => figure(`${size}x${size}: our optimiser`, seconds, 's of CPU')),
    figureAtMost('growth with the number of weights', power, { unit: 'power', atMost: growthGoal }),
  ];
}

function caseTable(results: readonly CaseResult[]): string {
  const rows = results.flatMap((result) =>
    comparisons(result).map(({ name, layers }) => {
      const { ours, smallest, theirs, saving } = totals(layers);
      const list = (of: (layer: LayerArea) => string | number) => layers.map(of).join(' ');
      return [
        ...[
          name,
          `${result.precision.bits}`,
          `${result.precision.zeroPercent}`,
          `${ours}`,
          `${smallest}`,
          `${theirs}`,
        ],
        ...[(1 - saving).toFixed(3), (smallest / theirs).toFixed(3)],
        ...[list(({ ours: { levels } }) => levels), list(({ smallest: { levels } }) => levels)],
        ...[list(({ theirs: { levels } }) => levels), list(({ ourSeconds }) => ourSeconds.toFixed(2))],
        list(({ theirSeconds }) => theirSeconds.toFixed(2)),
      ];
    }),
  );
  const counts = ['ours', 'for area', 'da4ml', 'ratio', 'for area'];
  const header = ['', 'bits', '% zeros', ...counts, 'levels', 'for area', 'da4ml', 's', 'da4ml'];
  return textTable(header, rows);
}

function growthTable({ rows, power }: Growth): string {
  const lines = rows.map(({ size, seconds }) => [`${size}x${size}`, seconds.toFixed(2)]);
  return textTable(['optimiser', 's'], [...lines, ['power of the weights', power.toFixed(2)]]);
}

void main();
