import { hasTestFiles } from './rawFiles';
import type { CodesignConfig } from './schema';

type DataSetConfig = CodesignConfig['dataset'];

/** What no JSON Schema can say of the data: values that exclude each other. */
export function* dataSetContradictions({ source, split }: DataSetConfig): Generator<string> {
  const { train, validation, test } = split;
  const sum = train + validation + test;
  if (Math.abs(sum - 1) > 1e-9) {
    yield `dataset.split adds up to ${Number(sum.toPrecision(6))}; train + validation + test must be 1`;
  }
  if (train === 0 || validation === 0)
    yield 'dataset.split needs a share above 0 for train and for validation';
  yield* halfTests(source);
  const hasTest = hasTestFiles(source);
  if (hasTest && test > 0) {
    yield `dataset.split.test is ${test}, but the source has test files of its own; set it to 0`;
  }
  if (!hasTest && test === 0) yield withoutTest(source);
}

/** Keys for the source's own test samples, by its kind. */
const testKeys: Readonly<Record<DataSetConfig['source']['kind'], readonly string[]>> = {
  idx: ['testImages', 'testLabels'],
  arrays: ['testX', 'testY'],
  hls4mlJets: ['testFiles'],
  table: ['testFiles'],
  jets: [],
  bragg: [],
  braggFrames: [],
};

function* halfTests(source: DataSetConfig['source']): Generator<string> {
  const keys = testKeys[source.kind];
  const given = keys.filter((key) => key in source);
  if (given.length > 0 && given.length < keys.length) {
    yield `dataset.source needs ${keys.join(' and ')} together, or none of them`;
  }
}

function withoutTest({ kind }: DataSetConfig['source']): string {
  const [key] = testKeys[kind];
  return key === undefined
    ? `dataset.split.test is 0, and ${kind} have no test samples of their own; give it a share, for example 0.1`
    : `dataset.split.test is 0 and the source has no ${key}; one of them must give test samples`;
}
