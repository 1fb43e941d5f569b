import { CodesignError, decodeSafetensors, encodeSafetensors, sha256, type Fixed } from '@nx-codesign/ir';
import type { Arrays, DataSet } from '../training/types';
import { describeDataSet, splitFileName, type DataSetDescription, type SplitName } from './description';
import type { Baseline, Origin } from './rawData';

/** Name of the file that describes the splits. */
export const descriptionFileName = 'dataset.json';

/** Bytes of a safetensors file before its header: the header's length. */
const lengthBytes = 8;

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

/** A split in its file's own bytes: what is written into `x` stands in the file, so large splits need no copy. */
export interface EncodedSplit {
  readonly bytes: Uint8Array;
  /** A view of `bytes`. */
  readonly x: Float32Array;
}

/** The file of a split whose inputs are all 0 yet, as `writeSplit` encodes it. */
export function emptySplit(
  { count, y }: Pick<Arrays, 'count' | 'y'>,
  inputShape: readonly number[],
): EncodedSplit {
  const size = inputShape.reduce((product, axis) => product * axis, 1);
  const bytes = writeSplit({ count, x: new Float32Array(count * size), y }, inputShape);
  // Of two tensors of the same type width the first by name, x, stands first, right after the header.
  const headerBytes = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  return { bytes, x: new Float32Array(bytes.buffer, lengthBytes + headerBytes, count * size) };
}

/** What `writeDataSet` writes beside the arrays. */
export interface WriteOptions {
  readonly inputFormat: Fixed;
  readonly origin: Origin & { readonly baseline?: Baseline };
  /** Splits that are encoded already. */
  readonly encoded?: Readonly<Partial<Record<SplitName, Uint8Array>>>;
}

/** All files of a data set by name: three splits and `dataset.json`. The bytes depend on the data set alone. */
export function writeDataSet(
  dataSet: DataSet,
  { inputFormat, origin, encoded = {} }: WriteOptions,
): Record<string, Uint8Array> {
  const encode = (split: SplitName) => encoded[split] ?? writeSplit(dataSet[split], dataSet.inputShape);
  const splitFiles = { train: encode('train'), validation: encode('validation'), test: encode('test') };
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
