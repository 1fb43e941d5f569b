import { CodesignError } from '@nx-codesign/ir';
import { decoderOf, type Elements } from './elements';
import { elementsOf, type NumberArray } from './numberArray';

/** What the header of an npy file says. */
export interface NpyHeader {
  readonly shape: readonly number[];
  readonly elements: Elements;
  /** Bytes before the data. */
  readonly headerBytes: number;
}

/** Magic string, version, and length of the header: what tells how much to read. */
const fixedBytes = 12;

/**
 * Reads the header of an npy file (NumPy enhancement proposal 1): `\x93NUMPY`, version, length, a Python dictionary with
 * `descr`, `fortran_order` and `shape`. Throws CodesignError `dataset.format` and `dataset.dtype`.
 */
export function readNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  const magic = String.fromCharCode(...bytes.subarray(1, 6));
  if (bytes[0] !== 0x93 || magic !== 'NUMPY' || bytes.length < fixedBytes) {
    throw new CodesignError(
      'dataset.format',
      `${name} is not an npy file: it does not begin with the bytes 93 "NUMPY". Check dataset.source, or write it by numpy.save.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const start = isFirst ? 10 : 12;
  const headerBytes = start + (isFirst ? view.getUint16(8, true) : view.getUint32(8, true));
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, headerBytes));
  const [, descr] = /'descr':\s*'([^']*)'/.exec(text) ?? [];
  const [, axes] = /'shape':\s*\(([^)]*)\)/.exec(text) ?? [];
  if (bytes.length < headerBytes || descr === undefined || axes === undefined) {
    throw new CodesignError(
      'dataset.format',
      `${name} has a header that tells no type and shape of one array: ${text.trim() || 'it is empty'}. Write it by numpy.save, an array of one type.`,
    );
  }
  if (/'fortran_order':\s*True/.test(text)) {
    throw new CodesignError(
      'dataset.format',
      `${name} is in Fortran order; expected C order. Write it by numpy.save(file, numpy.ascontiguousarray(array)).`,
    );
  }
  const shape = axes.split(',').flatMap((axis) => (axis.trim() === '' ? [] : [Number(axis)]));
  return { shape, elements: decoderOf(descr, name), headerBytes };
}

/** An npy file whose bytes are at hand. Throws as `readNpyHeader` does, and `dataset.truncated`. */
export function npyArray(bytes: Uint8Array, name: string): NumberArray {
  const { shape, elements, headerBytes } = readNpyHeader(bytes, name);
  const expected = headerBytes + elementsOf(shape) * elements.bytes;
  if (bytes.length < expected) {
    throw new CodesignError(
      'dataset.truncated',
      `${name} is truncated: expected ${expected} bytes for shape [${shape.join(', ')}], found ${bytes.length}. Write or download it again.`,
    );
  }
  const { bytes: width, isInteger, decode } = elements;
  return {
    shape,
    isInteger,
    read: (from, to) => decode(bytes.subarray(headerBytes + from * width, headerBytes + to * width)),
  };
}
