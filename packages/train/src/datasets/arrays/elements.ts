import { CodesignError } from '@nx-codesign/ir';

/** Elements of one type in a file. */
export interface Elements {
  /** Bytes of each. */
  readonly bytes: number;
  readonly isInteger: boolean;
  decode(bytes: Uint8Array): Float64Array | Float32Array | Uint8Array;
}

type Get = (view: DataView, at: number, isLittle: boolean) => number;

const getters: Readonly<Record<string, Get>> = {
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, isLittle) => view.getInt16(at, isLittle),
  i4: (view, at, isLittle) => view.getInt32(at, isLittle),
  i8: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)),
  u2: (view, at, isLittle) => view.getUint16(at, isLittle),
  u4: (view, at, isLittle) => view.getUint32(at, isLittle),
  u8: (view, at, isLittle) => Number(view.getBigUint64(at, isLittle)),
  f2: (view, at, isLittle) => halfOf(view.getUint16(at, isLittle)),
  f4: (view, at, isLittle) => view.getFloat32(at, isLittle),
  f8: (view, at, isLittle) => view.getFloat64(at, isLittle),
};

/**
 * Elements by NumPy's type string: byte order `<`, `>`, `|` or `=`, kind `i`, `u`, `f` or `b`, bytes. Throws CodesignError
 * `dataset.dtype`.
 */
export function decoderOf(descr: string, name: string): Elements {
  const [, order = '', type = ''] = /^([<>|=])([iufb]\d)$/.exec(descr) ?? [];
  if (type === 'u1' || type === 'b1') return { bytes: 1, isInteger: true, decode: (bytes) => bytes };
  const get = getters[type];
  if (get === undefined) {
    throw new CodesignError(
      'dataset.dtype',
      `${name} holds elements of type ${descr}; expected integers or floats. Convert it, for example by array.astype("float32").`,
    );
  }
  const [bytes, isLittle] = [Number(type[1]), order !== '>'];
  return { bytes, isInteger: type[0] !== 'f', decode: (part) => decoded(part, { bytes, isLittle, get }) };
}

function decoded(
  part: Uint8Array,
  { bytes, isLittle, get }: { bytes: number; isLittle: boolean; get: Get },
): Float64Array {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  return Float64Array.from({ length: part.length / bytes }, (_, index) => get(view, index * bytes, isLittle));
}

/** An IEEE 754 half-precision number from its bits. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
