import { diskFiles, prepareDataSet, writeDataSet } from '@nx-codesign/train';
import { dataSetOptions } from '../config/dataSetOptions';
import { count } from '../tables/table';
import type { Stage } from './stage';

/** Reads or makes the raw data, resizes, quantises and splits it. */
export const dataset: Stage = async ({ config, projectRoot, log }) => {
  log('dataset: reading, resizing and splitting the raw data');
  const options = dataSetOptions(config, projectRoot);
  const { dataSet, origin } = await prepareDataSet(options, diskFiles(projectRoot));
  const splits = [
    ['train', dataSet.train.count],
    ['validation', dataSet.validation.count],
    ['test', dataSet.test.count],
  ] as const;
  const shape = dataSet.inputShape.join('x');
  return {
    artefacts: writeDataSet(dataSet, { inputFormat: options.inputFormat, origin }),
    summary: `${splits.map(([name, samples]) => `${samples} ${name}`).join(', ')} samples of ${shape}`,
    tables: [
      {
        title: `Data set (${shape} inputs, ${dataSet.classes ?? '-'} classes)`,
        columns: ['split', 'samples'],
        rows: splits.map(([name, samples]) => [name, count(samples)]),
      },
    ],
  };
};
