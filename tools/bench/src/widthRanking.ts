import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figure, writeReport, type Figure } from './figures';
import { describeMachine } from './machine';
import { reportFolder } from './places';
import { digitData, digitsRoot } from './searches/digitSearch';
import { rankCorrelation } from './searches/rankCorrelation';
import { prepareDataSet, runSearch, type Bench, type SearchResult } from './searches/searchRun';
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
  const file = writeReport(reportFolder, 'width-ranking', {
    ...{ command: 'npx nx run bench:width-ranking', machine: describeMachine(), notes: [], figures },
  });
  process.stdout.write(`${file}\n`);
}

/** The same random networks, widths and sparsities, measured after each kind of training. */
async function figuresOf(bench: Bench, seed: number): Promise<Figure[]> {
  const run = async (name: string, epochs: number, quantizedEpochs: number) =>
    metricsOf(await runSearch(bench, `${name}-${seed}`, searchOf({ seed, epochs, quantizedEpochs })));
  const whole = await run('whole', longEpochs, wholeEpochs);
  const figures: Figure[] = [];
  for (const quantizedEpochs of tried) {
    const { quantized, float, seconds } = await run(`q${quantizedEpochs}`, shortEpochs, quantizedEpochs);
    const correlation = (metrics: readonly number[]) => rankCorrelation(metrics, whole.quantized);
    if (quantizedEpochs === 0)
      figures.push(figure(`seed ${seed}: float metric`, correlation(float), 'rank correlation'));
    figures.push(
      figure(`seed ${seed}: ${quantizedEpochs} epochs`, correlation(quantized), 'rank correlation'),
      figure(`seed ${seed}: ${quantizedEpochs} epochs, whole search`, seconds, 'CPU s'),
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

/** In the order of the trials, which are the same in every run; a failed one has the metric 0. */
function metricsOf({ trials, cpuSeconds }: SearchResult) {
  return {
    quantized: trials.map(({ metric = 0 }) => metric),
    float: trials.map(({ floatMetric = 0 }) => floatMetric),
    seconds: cpuSeconds,
  };
}

void main();
