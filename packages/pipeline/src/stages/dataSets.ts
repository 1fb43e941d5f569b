import { CodesignError } from '@nx-codesign/ir';
import { readSplit, shareArrays, type DataSetDescription, type SplitName } from '@nx-codesign/train';
import type { ArtefactReader } from '../artefacts/readFolder';
import type { NetworkFrame } from '../families';
import type { WorkerSetup } from '../threads/protocol';

/** `dataset.json`. */
export function readDescription(reader: ArtefactReader): DataSetDescription {
  return reader.json<DataSetDescription>('dataset', 'dataset.json');
}

/** Only the named splits, on shared memory: a stage that does not name `test` cannot see it. */
export function readSplits(reader: ArtefactReader, names: readonly SplitName[]): WorkerSetup {
  const { splits } = readDescription(reader);
  return Object.fromEntries(
    names.map((name) => {
      const { file } = splits[name];
      return [name, shareArrays(readSplit(reader.bytes('dataset', file), file))];
    }),
  );
}

/** What the data set fixes about a network. Throws CodesignError `dataset.outputs`. */
export function frameOf(description: DataSetDescription): NetworkFrame {
  const { task, inputShape, inputFormat, classes, outputs = classes } = description;
  if (outputs !== undefined) return { task, inputShape, inputFormat, outputs };
  throw new CodesignError(
    'dataset.outputs',
    'dataset.json names neither a number of classes nor of outputs; run dataset again',
  );
}

/** sha256 of the splits that training reads. */
export function trainingDigests({ splits }: DataSetDescription): string[] {
  return [splits.train.sha256, splits.validation.sha256];
}
