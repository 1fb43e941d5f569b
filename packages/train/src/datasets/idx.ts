import { CodesignError } from '@nx-codesign/ir';
import { inflate } from './gzip';

/** What an IDX file says of itself. */
export interface IdxHeader {
  readonly shape: readonly number[];
  /** Bytes before the data. */
  readonly headerBytes: number;
  /** Header and data together. */
  readonly totalBytes: number;
}

/** Element types of the IDX format by their code, as its author lists them (LeCun, The MNIST database). */
const elementTypes: Readonly<Record<number, string>> = {
  0x08: 'unsigned byte',
  0x09: 'signed byte',
  0x0b: 'int16',
  0x0c: 'int32',
  0x0d: 'float32',
  0x0e: 'float64',
};
const unsignedByte = 0x08;
const magicBytes = 4;
const dimensionBytes = 4;
/** MNIST-like files have one to four dimensions; more than this is not an IDX file. */
const mostDimensions = 8;
const largestFile = 2 ** 31 - 1;

/**
 * Reads an IDX file of unsigned bytes, gzipped or not: two zero bytes, the element type, the number of
 * dimensions, each dimension as a big-endian uint32, then the elements in row-major order.
 * Throws CodesignError `dataset.format`, `dataset.dtype`, `dataset.truncated`, `dataset.tooLong`, `dataset.gzip`.
 */
export function readIdx(bytes: Uint8Array, name: string): { shape: number[]; data: Uint8Array } {
  const inflated = inflate(bytes, name);
  const header = readIdxHeader(inflated, name);
  checkIdxSize(header, { name, foundBytes: inflated.length });
  return { shape: [...header.shape], data: inflated.subarray(header.headerBytes) };
}

/** Reads the header alone, from the first bytes of an inflated file. Throws as `readIdx` does. */
export function readIdxHeader(bytes: Uint8Array, name: string): IdxHeader {
  if (bytes.length < magicBytes) throw truncated(name, magicBytes, bytes.length);
  const [zero0, zero1, elementType, dimensions] = bytes;
  if (zero0 !== 0 || zero1 !== 0 || !(elementType in elementTypes)) throw notIdx(bytes, name);
  if (dimensions < 1 || dimensions > mostDimensions) throw notIdx(bytes, name);
  if (elementType !== unsignedByte) throw wrongElementType(elementType, name);
  const headerBytes = magicBytes + dimensions * dimensionBytes;
  if (bytes.length < headerBytes) throw truncated(name, headerBytes, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(magicBytes + d * dimensionBytes));
  const totalBytes = headerBytes + shape.reduce((product, size) => product * size, 1);
  if (totalBytes > largestFile) throw tooLarge(name, shape, totalBytes);
  return { shape, headerBytes, totalBytes };
}

/** Throws CodesignError `dataset.truncated` or `dataset.tooLong` unless the file is as long as its header says. */
export function checkIdxSize(header: IdxHeader, found: { name: string; foundBytes: number }): void {
  const { name, foundBytes } = found;
  if (foundBytes < header.totalBytes) throw truncated(name, header.totalBytes, foundBytes);
  if (foundBytes > header.totalBytes) {
    throw new CodesignError(
      'dataset.tooLong',
      `${name} is longer than its header says: expected ${header.totalBytes} bytes for shape ` +
        `[${header.shape.join(', ')}], found ${foundBytes}. Download it again.`,
    );
  }
}

function truncated(name: string, expectedBytes: number, foundBytes: number): CodesignError {
  return new CodesignError(
    'dataset.truncated',
    `${name} is truncated: expected ${expectedBytes} bytes, found ${foundBytes}. Download it again.`,
  );
}

function notIdx(bytes: Uint8Array, name: string): CodesignError {
  const magic = Array.from(bytes.subarray(0, magicBytes), hexByte).join(' ');
  return new CodesignError(
    'dataset.format',
    `${name} is not an IDX file: expected it to begin with the bytes 00 00 08 and its number of dimensions, ` +
      `found ${magic}. Check that dataset.source names the right file, or download it again.`,
  );
}

function wrongElementType(elementType: number, name: string): CodesignError {
  return new CodesignError(
    'dataset.dtype',
    `${name} holds ${elementTypes[elementType]} elements (code 0x${hexByte(elementType)}); expected unsigned ` +
      `bytes (code 0x08). Convert the file to unsigned bytes.`,
  );
}

function tooLarge(name: string, shape: readonly number[], totalBytes: number): CodesignError {
  return new CodesignError(
    'dataset.format',
    `${name} claims the shape [${shape.join(', ')}], ${totalBytes} bytes; the limit is ${largestFile}. ` +
      `The header is damaged: download the file again.`,
  );
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
