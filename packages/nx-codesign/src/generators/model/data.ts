import { CodesignError } from '@nx-codesign/pipeline';

/** What a new study is about: a family of networks, and images in files or simulated data. */
export interface DataOptions {
  /** mlp if absent. */
  readonly family?: 'mlp' | 'deepSets' | 'convNet';
  readonly images?: string;
  readonly labels?: string;
  readonly testImages?: string;
  readonly testLabels?: string;
  /** Height and width to average the images down to, for example `8,8`. */
  readonly resize?: string;
}

/** The parts of codesign.json that say what the data are. */
interface StudyData {
  readonly task: 'classification' | 'regression';
  readonly dataset: Readonly<Record<string, unknown>>;
}

const shares = { train: 0.8, validation: 0.1, test: 0.1 };

/** Images where they are given; else what a simulation makes for the family. Throws CodesignError for options that do not fit. */
export function dataOf(options: DataOptions): StudyData {
  const { family = 'mlp', images, labels } = options;
  checkPairs(options);
  if (images === undefined || labels === undefined) return simulated(family);
  if (family === 'deepSets') {
    throw new CodesignError(
      'model.family',
      'deepSets takes sets of particles, no images; leave out images and labels to begin with simulated jets',
    );
  }
  return { task: 'classification', dataset: imagesOf({ ...options, images, labels }) };
}

function simulated(family: NonNullable<DataOptions['family']>): StudyData {
  if (family === 'convNet') {
    return {
      task: 'regression',
      dataset: { source: { kind: 'bragg', count: 20000 }, split: shares },
    };
  }
  return {
    task: 'classification',
    dataset: {
      source: { kind: 'jets', count: 40000 },
      inputFormat: { signed: true, integer: 1, fraction: 6 },
      split: shares,
    },
  };
}

function imagesOf({ images, labels, testImages, testLabels, resize }: DataOptions) {
  const hasTestFiles = testImages !== undefined;
  return {
    source: { kind: 'idx', images, labels, ...(hasTestFiles && { testImages, testLabels }) },
    ...(resize !== undefined && { resize: resize.split(',').map(Number) }),
    split: hasTestFiles ? { train: 0.9, validation: 0.1, test: 0 } : shares,
  };
}

function checkPairs({ images, labels, testImages, testLabels, resize }: DataOptions): void {
  if ((images === undefined) !== (labels === undefined)) {
    throw new CodesignError(
      'model.files',
      'Give images and labels together, or none of them for simulated data',
    );
  }
  if ((testImages === undefined) !== (testLabels === undefined)) {
    throw new CodesignError('model.testFiles', 'Give testImages and testLabels together, or none of them');
  }
  if (images === undefined && (testImages !== undefined || resize !== undefined)) {
    throw new CodesignError('model.files', 'testImages, testLabels and resize need images and labels');
  }
  if (resize !== undefined && !/^\d+,\d+$/.test(resize)) {
    throw new CodesignError(
      'model.resize',
      `resize is "${resize}"; expected height and width, for example 8,8`,
    );
  }
}
