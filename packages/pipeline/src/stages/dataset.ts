import {
  diskFiles,
  inputFitOf,
  prepareDataSet,
  writeDataSet,
  type Baseline,
  type DataSet,
} from '@nx-codesign/train';
import type { Fixed } from '@nx-codesign/ir';
import { dataSetOptions } from '../config/dataSetOptions';
import { count, percent, type Table } from '../tables/table';
import type { Stage } from './stage';

/** Reads or makes the raw data, resizes, normalises, quantises, splits and augments it. */
export const dataset: Stage = async ({ config, projectRoot, log }) => {
  log('dataset: reading, converting and splitting the raw data');
  const options = dataSetOptions(config, projectRoot);
  const { inputFormat } = options;
  const { dataSet, origin, encoded } = await prepareDataSet(options, diskFiles(projectRoot));
  const splits = splitsOf(dataSet);
  const shape = dataSet.inputShape.join('x');
  return {
    artefacts: writeDataSet(dataSet, { inputFormat, origin, encoded }),
    summary: `${splits.map(([name, samples]) => `${samples} ${name}`).join(', ')} samples of ${shape}`,
    tables: [
      {
        title: `Data set (${shape} inputs, ${answersOf(dataSet)})`,
        columns: ['split', 'samples'],
        rows: splits.map(([name, samples]) => [name, count(samples)]),
      },
      ...(origin.baseline ? [baselineTable(origin.baseline, origin.targets?.unit)] : []),
    ],
    warnings: warningsOf(dataSet, inputFormat),
  };
};

function splitsOf({ train, validation, test }: DataSet): (readonly [string, number])[] {
  return [
    ['train', train.count],
    ['validation', validation.count],
    ['test', test.count],
  ];
}

function answersOf({ classes, train }: DataSet): string {
  return classes === undefined ? `${train.y.length / train.count} outputs` : `${classes} classes`;
}

function baselineTable(baseline: Baseline, unit = ''): Table {
  const distance = (value: number) => `${value.toFixed(3)} ${unit}`.trim();
  return {
    title: `Without a network, on the first ${count(baseline.count)} test samples`,
    columns: ['method', 'mean distance', '95 % within'],
    rows: [[baseline.method, distance(baseline.meanDistance), distance(baseline.distance95)]],
  };
}

/** More than this share of the training inputs at the limits of a signed format is worth a word. */
const muchAtLimits = 0.01;

/** Pixels reach the largest value of an unsigned format by their scale; features should stay inside theirs. */
function warningsOf({ train }: DataSet, format: Fixed): string[] {
  const { atLimits } = inputFitOf(train, format);
  if (!format.signed || atLimits <= muchAtLimits) return [];
  return [
    `${percent(atLimits)} % of the training inputs lie at the limits of dataset.inputFormat; give it more integer bits, or set dataset.normalise`,
  ];
}
