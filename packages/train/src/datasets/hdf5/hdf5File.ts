import { CodesignError } from '@nx-codesign/ir';
import type { Dataset, File } from 'h5wasm/node';
import type { DataFiles } from '../dataFiles';
import { hdf5Library } from './library';

/** An HDF5 file, open for reading. */
export interface Hdf5File {
  readonly name: string;
  /** Throws CodesignError `dataset.hdf5` where the file has no data set of that name. */
  dataset(path: string): Hdf5Dataset;
  has(path: string): boolean;
  close(): void;
}

/** A data set of numbers or strings. */
export interface Hdf5Dataset {
  readonly path: string;
  readonly shape: readonly number[];
  /** Whether its elements are whole numbers by type. */
  readonly isInteger: boolean;
  /** All strings. */
  strings(): string[];
  /** Numbers in row-major order of the ranges `[from, to]`, one per axis; missing axes are whole. */
  read(ranges: readonly (readonly [number, number])[]): Numbers;
}

/** Numbers of some width. */
export type Numbers =
  Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;

/** First bytes of an HDF5 file without a user block (HDF5 file format specification, section II.A). */
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where the signature may stand: 0, then powers of two from 512 on. */
const signaturePlaces = [0, 512, 1024, 2048, 4096];

/** Opens a file. Throws CodesignError `dataset.missing` and `dataset.hdf5`. */
export async function openHdf5(name: string, files: DataFiles): Promise<Hdf5File> {
  refuseOthers(name, files);
  const { File } = await hdf5Library();
  const file = new File(files.absolute(name), 'r');
  if (file.file_id < 0n) {
    throw new CodesignError(
      'dataset.hdf5',
      `${name} begins like an HDF5 file but cannot be opened: it is damaged, or cut. Download it again.`,
    );
  }
  return {
    name,
    dataset: (path) => datasetOf(file, name, path),
    has: (path) => isDataset(entityOf(file, path)),
    close: () => void file.close(),
  };
}

function refuseOthers(name: string, files: DataFiles): void {
  files.size(name);
  const isAt = (place: number) => {
    const bytes = files.readRange(name, place, signature.length);
    return signature.every((byte, index) => bytes[index] === byte);
  };
  if (signaturePlaces.some(isAt)) return;
  throw new CodesignError(
    'dataset.hdf5',
    `${name} is not an HDF5 file: it has no HDF5 signature. Check that dataset.source names the right file, or download it again.`,
  );
}

function datasetOf(file: File, name: string, path: string): Hdf5Dataset {
  const found = entityOf(file, path);
  if (!isDataset(found)) {
    const known = file.keys().join(', ');
    throw new CodesignError(
      'dataset.hdf5',
      `${name} has no data set "${path}"; it has ${known || 'nothing'}. Check the names in dataset.source.`,
    );
  }
  const { shape, dtype } = found;
  if (shape === null) {
    throw new CodesignError('dataset.hdf5', `The data set "${path}" of ${name} is empty. Name another one.`);
  }
  return {
    path,
    shape,
    isInteger: typeof dtype === 'string' && /[bBhHiIqQ]$/.test(dtype),
    strings: () => stringsOf(found, name),
    read: (ranges) => numbersOf(found, { name, ranges }),
  };
}

function entityOf(file: File, path: string): unknown {
  return file.get(path);
}

/** By what it can do: its class belongs to another context where tests run. */
function isDataset(entity: unknown): entity is Dataset {
  return typeof entity === 'object' && entity !== null && 'slice' in entity;
}

function stringsOf(dataset: Dataset, name: string): string[] {
  const { value } = dataset;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw new CodesignError(
    'dataset.hdf5',
    `The data set "${dataset.path}" of ${name} holds ${String(dataset.dtype)}; expected strings. Name another one.`,
  );
}

function numbersOf(
  dataset: Dataset,
  { name, ranges }: { name: string; ranges: readonly (readonly [number, number])[] },
): Numbers {
  const value = dataset.slice(ranges.map(([from, to]): [number, number] => [from, to]));
  if (isNumbers(value)) return value;
  if (isSequence(value)) return Float64Array.from(value, Number);
  throw new CodesignError(
    'dataset.hdf5',
    `The data set "${dataset.path}" of ${name} holds ${JSON.stringify(dataset.dtype)}; expected numbers. Name another one.`,
  );
}

/** By name: a typed array that comes from another context, as in tests, is of that context's class. */
function isNumbers(value: unknown): value is Numbers {
  const name = Object.prototype.toString.call(value);
  return /^\[object (Float|Int|Uint)\d+Array\]$/.test(name);
}

function isSequence(value: unknown): value is ArrayLike<number | bigint> {
  const isBig = ArrayBuffer.isView(value);
  return (
    isBig ||
    (Array.isArray(value) && value.every((each) => ['number', 'bigint', 'boolean'].includes(typeof each)))
  );
}
