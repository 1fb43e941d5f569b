import { CodesignError, decodeSafetensors, encodeSafetensors, sha256, type Fixed } from '@nx-codesign/ir';
import type { Arrays, DataSet } from '../training/types';
import { describeDataSet, splitFileName, type DataSetDescription, type SplitName } from './description';
import type { Baseline, Origin } from './rawData';

/** Name of the file that describes the splits. */
export const descriptionFileName = 'dataset.json';

/** A data set read back, with the format that its inputs are rounded to. */
export interface StoredDataSet {
  readonly dataSet: DataSet;
  readonly description: DataSetDescription;
}

/** Encodes a split as safetensors: `x` F32 `[count, ...inputShape]`, `y` I32 `[count]` or F32 `[count, outputs]`. */
export function writeSplit({ count, x, y }: Arrays, inputShape: readonly number[]): Uint8Array {
  return encodeSafetensors({
    x: { dtype: 'F32', shape: [count, ...inputShape], data: x },
    y:
      y instanceof Int32Array
        ? { dtype: 'I32', shape: [count], data: y }
        : { dtype: 'F32', shape: [count, y.length / count], data: y },
  });
}

/** Decodes a split; `name` is for errors. Throws CodesignError `dataset.artefact` for other tensors. */
export function readSplit(
  bytes: Uint8Array,
  name: string,
): Arrays & { readonly inputShape: readonly number[] } {
  const { x, y } = decodeSafetensors(bytes);
  if (x?.data instanceof Float32Array && y && !(y.data instanceof Uint8Array) && x.shape[0] === y.shape[0]) {
    return { count: x.shape[0], inputShape: x.shape.slice(1), x: x.data, y: y.data };
  }
  throw damaged(name, 'expected the tensors x (F32) and y (I32 or F32) with the same first dimension');
}

/** All files of a data set by name: three splits and `dataset.json`. The bytes depend on the data set alone. */
export function writeDataSet(
  dataSet: DataSet,
  {
    inputFormat,
    origin,
  }: { readonly inputFormat: Fixed; readonly origin: Origin & { readonly baseline?: Baseline } },
): Record<string, Uint8Array> {
  const splitFiles = {
    train: writeSplit(dataSet.train, dataSet.inputShape),
    validation: writeSplit(dataSet.validation, dataSet.inputShape),
    test: writeSplit(dataSet.test, dataSet.inputShape),
  };
  const description = describeDataSet(dataSet, { inputFormat, origin, splitFiles });
  return {
    [splitFileName('train')]: splitFiles.train,
    [splitFileName('validation')]: splitFiles.validation,
    [splitFileName('test')]: splitFiles.test,
    [descriptionFileName]: new TextEncoder().encode(`${JSON.stringify(description, undefined, 2)}\n`),
  };
}

/**
 * Reads a data set back from the files that `writeDataSet` made; `readFile` takes a file name.
 * Throws CodesignError `dataset.artefact` where a split does not fit its description.
 */
export function readDataSet(readFile: (name: string) => Uint8Array): StoredDataSet {
  const description = parseDescription(readFile(descriptionFileName));
  const split = (name: SplitName): Arrays => {
    const bytes = readFile(splitFileName(name));
    if (sha256(bytes) !== description.splits[name].sha256) {
      throw damaged(splitFileName(name), `its SHA-256 differs from the one in ${descriptionFileName}`);
    }
    const { count, x, y } = readSplit(bytes, splitFileName(name));
    return { count, x, y };
  };
  const { task, inputShape, classes } = description;
  return {
    description,
    dataSet: {
      task,
      inputShape,
      classes,
      train: split('train'),
      validation: split('validation'),
      test: split('test'),
    },
  };
}

/** A copy of the arrays on SharedArrayBuffers, which worker threads read without copying. */
export function shareArrays({ count, x, y }: Arrays): Arrays {
  const sharedX = new Float32Array(new SharedArrayBuffer(x.byteLength));
  sharedX.set(x);
  const buffer = new SharedArrayBuffer(y.byteLength);
  const sharedY = y instanceof Int32Array ? new Int32Array(buffer) : new Float32Array(buffer);
  sharedY.set(y);
  return { count, x: sharedX, y: sharedY };
}

function parseDescription(bytes: Uint8Array): DataSetDescription {
  const description = JSON.parse(new TextDecoder().decode(bytes)) as DataSetDescription;
  if (description.formatVersion === 1) return description;
  throw damaged(descriptionFileName, `expected formatVersion 1, found ${String(description.formatVersion)}`);
}

function damaged(file: string, reason: string): CodesignError {
  return new CodesignError(
    'dataset.artefact',
    `${file} cannot be used: ${reason}. Run the dataset target again.`,
  );
}
