import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figure, namedRun, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { comparableTrials } from './searches/comparableTrials';
import { digitData, digitsRoot } from './searches/digitSearch';
import { rankCorrelation } from './searches/rankCorrelation';
import { prepareDataSet, runSearch, type Bench } from './searches/searchRun';
import { textTable } from './textTable';

const { values } = parseArgs({
  options: { trials: { type: 'string', default: '60' }, seeds: { type: 'string', default: '1,2' } },
});

/** Float epochs of a trial, and of the network that is trained to its end. */
const [shortEpochs, longEpochs] = [4, 14];
/** Epochs with the widths: what a trial may get, and the network that is trained to its end. */
const [tried, wholeEpochs] = [[0, 1, 2], 15];

/** A fifth of MNIST is trained on, the rest measures: order, not accuracy, is the question. */
const data = { ...digitData, dataset: { ...digitData.dataset, split: { train: 0.2, validation: 0.8 } } };

/** How well the metric of a trial with searched widths ranks networks; writes dist/bench/width-ranking.json. */
async function main(): Promise<void> {
  const bench: Bench = {
    folder: join(reportFolder, 'width-ranking'),
    projectRoot: digitsRoot,
    workers: 2,
    log: () => undefined,
  };
  await prepareDataSet(bench, data);
  const figures: Figure[] = [];
  for (const seed of values.seeds.split(',')) figures.push(...(await figuresOf(bench, Number(seed))));
  const rows = figures.map(({ name, value, unit }) => [name, value.toFixed(3), unit]);
  process.stdout.write(`\n${textTable(['ranking', 'value', ''], rows)}\n`);
  const { command, report } = namedRun('width-ranking');
  const file = writeReport(reportFolder, report, {
    ...{ command, machine: describeMachine(), notes: [], figures },
  });
  process.stdout.write(`${file}\n`);
}

/** The same random networks, widths and sparsities, measured after each kind of training. */
async function figuresOf(bench: Bench, seed: number): Promise<Figure[]> {
  const run = (name: string, epochs: number, quantizedEpochs: number) =>
    runSearch(bench, `${name}-${seed}`, searchOf({ seed, epochs, quantizedEpochs }));
  const whole = await run('whole', longEpochs, wholeEpochs);
  const figures: Figure[] = [];
  for (const quantizedEpochs of tried) {
    const short = await run(`q${quantizedEpochs}`, shortEpochs, quantizedEpochs);
    const pairs = comparableTrials(short.trials, whole.trials);
    const correlation = (of: 'metric' | 'floatMetric') =>
      rankCorrelation(
        pairs.map(([trial]) => trial[of]),
        pairs.map(([, finished]) => finished.metric),
      );
    if (quantizedEpochs === 0)
      figures.push(figure(`seed ${seed}: float metric`, correlation('floatMetric'), 'rank correlation'));
    const what = `seed ${seed}: ${quantizedEpochs} epochs`;
    figures.push(
      figure(what, correlation('metric'), 'rank correlation'),
      figure(`${what}, whole search`, short.cpuSeconds, 'CPU s'),
      figure(`${what}, failed and left out`, short.trials.length - pairs.length, 'networks'),
    );
  }
  return figures;
}

function searchOf({ seed, epochs, quantizedEpochs }: Record<'seed' | 'epochs' | 'quantizedEpochs', number>) {
  const space = { family: 'mlp', depth: [1, 3], widths: [8, 16, 32, 64], norms: ['none', 'batch'] };
  const assume = {
    ...{ weightBits: [2, 3, 4, 5, 6, 8], activationBits: [2, 3, 4, 6, 8], sparsity: [0, 0.5, 0.8] },
    quantizedEpochs,
  };
  const algorithm = { kind: 'random', population: 20, trials: Number(values.trials) };
  const training = { epochs, batchSize: 128, learningRate: 0.004 };
  return { seed, ...data, search: { space, assume, algorithm, training } };
}

void main();
