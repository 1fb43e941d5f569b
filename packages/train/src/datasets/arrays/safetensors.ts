import { CodesignError } from '@nx-codesign/ir';
import { decoderOf } from './elements';
import { elementsOf, type NumberArray } from './numberArray';

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Types of the format by NumPy's names; little-endian. */
const types: Readonly<Record<string, string>> = {
  F64: '<f8',
  F32: '<f4',
  F16: '<f2',
  I64: '<i8',
  I32: '<i4',
  I16: '<i2',
  I8: '<i1',
  U8: '|u1',
  BOOL: '|b1',
};

/** Bytes of the header's length, a little-endian uint64. */
const lengthBytes = 8;

/** One tensor of a safetensors file. Throws CodesignError `dataset.format`, `dataset.array` and `dataset.dtype`. */
export function tensorArray(
  bytes: Uint8Array,
  { file, array }: { file: string; array: string },
): NumberArray {
  const { header, start } = headerOf(bytes, file);
  const entry = header[array] as Entry | undefined;
  if (entry === undefined) {
    const names = Object.keys(header).filter((name) => name !== '__metadata__');
    throw new CodesignError(
      'dataset.array',
      `${file} has no tensor "${array}"; it has ${names.join(', ') || 'none'}. Check the name after # in dataset.source.`,
    );
  }
  const { dtype, shape, data_offsets } = entry;
  const { bytes: width, isInteger, decode } = decoderOf(types[dtype] ?? dtype, `${file}#${array}`);
  const first = start + data_offsets[0];
  if (first + elementsOf(shape) * width > bytes.length) throw damaged(file);
  return {
    shape,
    isInteger,
    read: (from, to) => decode(bytes.subarray(first + from * width, first + to * width)),
  };
}

function headerOf(bytes: Uint8Array, file: string): { header: Record<string, unknown>; start: number } {
  if (bytes.length < lengthBytes) throw damaged(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = lengthBytes + Number(view.getBigUint64(0, true));
  if (start > bytes.length) throw damaged(file);
  const text = new TextDecoder().decode(bytes.subarray(lengthBytes, start));
  try {
    return { header: JSON.parse(text) as Record<string, unknown>, start };
  } catch (cause) {
    throw damaged(file, cause);
  }
}

function damaged(file: string, cause?: unknown): CodesignError {
  return new CodesignError(
    'dataset.format',
    `${file} is not a whole safetensors file: its header or its data do not fit its length. Write or download it again.`,
    { cause },
  );
}
