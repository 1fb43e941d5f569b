import { CodesignError } from '../error';
import { suggestName } from '../nearestName';
import { elementsOf } from '../shapes';

/** A tensor of a safetensors file; the type of `data` follows `dtype`. */
export type SafeTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'I32'; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly dtype: 'U8'; readonly shape: readonly number[]; readonly data: Uint8Array };

type DataType = SafeTensor['dtype'];

const bytesPerElement: Readonly<Record<DataType, number>> = { F32: 4, I32: 4, U8: 1 };

/** The length of the header, little-endian, stands in the first 8 bytes. */
const lengthBytes = 8;

interface Entry {
  readonly dtype: DataType;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Writes tensors in the safetensors format (huggingface.co/docs/safetensors). The bytes depend on names and contents
 * only: tensors are ordered widest type first, then by name, and the header is padded so that all data is aligned.
 */
export function encodeSafetensors(tensors: Readonly<Record<string, SafeTensor>>): Uint8Array {
  const names = Object.keys(tensors).sort((a, b) => {
    const widths = bytesPerElement[tensors[b].dtype] - bytesPerElement[tensors[a].dtype];
    return widths !== 0 ? widths : a < b ? -1 : 1;
  });
  const entries = placeTensors(names, tensors);
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const dataStart = lengthBytes + Math.ceil(json.length / lengthBytes) * lengthBytes;
  const dataLength = entries.at(-1)?.[1].data_offsets[1] ?? 0;
  const bytes = new Uint8Array(dataStart + dataLength).fill(' '.charCodeAt(0), lengthBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(dataStart - lengthBytes), true);
  bytes.set(json, lengthBytes);
  for (const [name, { data_offsets: offsets }] of entries) {
    const { buffer, byteOffset, byteLength } = tensors[name].data;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), dataStart + offsets[0]);
  }
  return bytes;
}

function placeTensors(
  names: readonly string[],
  tensors: Readonly<Record<string, SafeTensor>>,
): [string, Entry][] {
  let end = 0;
  return names.map((name) => {
    const { dtype, shape, data } = tensors[name];
    const start = end;
    end += data.byteLength;
    const entry: Entry = { dtype, shape: [...shape], data_offsets: [start, end] };
    checkLength(name, entry);
    return [name, entry];
  });
}

/**
 * Reads a safetensors file; the tensors are copies. Errors: `safetensors.truncated`, `safetensors.header`,
 * `safetensors.dtype` (other than F32, I32, U8), `safetensors.shape` and `safetensors.length` (bytes that no tensor, or
 * more than one, describes: the format has neither holes nor overlaps).
 */
export function decodeSafetensors(bytes: Uint8Array): Record<string, SafeTensor> {
  const { header, dataStart } = readHeader(bytes);
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => [name, checkEntry(name, value)] as const);
  checkPlaces(entries, bytes.length - dataStart);
  const tensors = entries.map(([name, entry]) => {
    const [start, end] = entry.data_offsets;
    // Copied by the constructor: the `slice` of Node's Buffer would be a view of its pool.
    const data = new Uint8Array(bytes.subarray(dataStart + start, dataStart + end));
    return [name, tensorOf(entry, data.buffer)] as const;
  });
  return Object.fromEntries(tensors);
}

/** Checks that the tensors, in the order of their data, fill all of it, each byte once. */
function checkPlaces(entries: readonly (readonly [string, Entry])[], dataLength: number): void {
  const ordered = entries.toSorted(
    ([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1],
  );
  let filled = 0;
  for (const [name, entry] of ordered) {
    const [start, end] = entry.data_offsets;
    checkLength(name, entry);
    if (end > dataLength) throw truncated(`'${name}' ends at byte ${end} of ${dataLength} bytes of data`);
    if (start !== filled) {
      throw misplaced(
        `'${name}' starts at byte ${start} of the data, expected byte ${filled} behind the one before`,
      );
    }
    filled = end;
  }
  if (filled !== dataLength)
    throw misplaced(`it holds ${dataLength} bytes of data, its header describes ${filled}`);
}

function readHeader(bytes: Uint8Array): { header: object; dataStart: number } {
  if (bytes.length < lengthBytes) throw truncated(`it has ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataStart = lengthBytes + Number(view.getBigUint64(0, true));
  if (dataStart > bytes.length) throw truncated(`its header ends at byte ${dataStart} of ${bytes.length}`);
  const text = new TextDecoder().decode(bytes.subarray(lengthBytes, dataStart));
  return { header: parseHeader(text), dataStart };
}

function parseHeader(text: string): object {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (cause) {
    throw new CodesignError('safetensors.header', 'The header of the safetensors file is not JSON.', {
      cause,
    });
  }
  if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header;
  throw new CodesignError('safetensors.header', 'The header of the safetensors file is not a JSON object.');
}

function checkEntry(name: string, value: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  if (typeof dtype !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw new CodesignError(
      'safetensors.header',
      `Tensor '${name}' lacks a valid dtype, shape or data_offsets.`,
    );
  }
  if (!Object.hasOwn(bytesPerElement, dtype)) {
    const allowed = Object.keys(bytesPerElement);
    throw new CodesignError(
      'safetensors.dtype',
      `Tensor '${name}' has the type ${dtype}. ${suggestName(dtype, allowed)}`,
    );
  }
  return { dtype: dtype as DataType, shape, data_offsets: [offsets[0], offsets[1]] };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function checkLength(name: string, { dtype, shape, data_offsets: [start, end] }: Entry): void {
  const expected = elementsOf(shape) * bytesPerElement[dtype];
  if (end - start === expected) return;
  throw new CodesignError(
    'safetensors.shape',
    `Tensor '${name}' of ${dtype} [${shape.join(', ')}] takes ${expected} bytes, got ${end - start}.`,
  );
}

function tensorOf({ dtype, shape }: Entry, buffer: ArrayBuffer): SafeTensor {
  switch (dtype) {
    case 'F32':
      return { dtype, shape, data: new Float32Array(buffer) };
    case 'I32':
      return { dtype, shape, data: new Int32Array(buffer) };
    case 'U8':
      return { dtype, shape, data: new Uint8Array(buffer) };
  }
}

function misplaced(reason: string): CodesignError {
  return new CodesignError('safetensors.length', `The safetensors file is damaged: ${reason}.`);
}

function truncated(where: string): CodesignError {
  return new CodesignError('safetensors.truncated', `The safetensors file is cut short: ${where}.`);
}
