import fc from 'fast-check';
import { decodeSafetensors, encodeSafetensors, type SafeTensor } from './safetensors';

const bytesOf = (header: string, data: number[] = []) => {
  const json = new TextEncoder().encode(header);
  return Uint8Array.of(json.length, 0, 0, 0, 0, 0, 0, 0, ...json, ...data);
};

describe('encodeSafetensors', () => {
  it('writes these very bytes', () => {
    const bytes = encodeSafetensors({ a: { dtype: 'I32', shape: [2], data: Int32Array.of(1, -2) } });
    const header = '{"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}';
    expect(header.length).toBe(54);
    expect([...bytes.subarray(0, 8)]).toEqual([56, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.subarray(8, 64))).toBe(`${header}  `);
    expect([...bytes.subarray(64)]).toEqual([1, 0, 0, 0, 254, 255, 255, 255]);
  });

  it('does not depend on the order of its tensors, and puts wide types first so that all are aligned', () => {
    const b: SafeTensor = { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 3) };
    const z: SafeTensor = { dtype: 'F32', shape: [1], data: Float32Array.of(0.5) };
    const c: SafeTensor = { dtype: 'I32', shape: [], data: Int32Array.of(7) };
    const bytes = encodeSafetensors({ b, z, c });
    expect(encodeSafetensors({ z, c, b })).toEqual(bytes);
    expect(Object.keys(decodeSafetensors(bytes))).toEqual(['c', 'z', 'b']);
  });

  it('refuses data that does not fill the shape', () => {
    const tensor: SafeTensor = { dtype: 'U8', shape: [2, 2], data: Uint8Array.of(1, 2, 3) };
    expect(() => encodeSafetensors({ tensor })).toThrow("Tensor 'tensor' of U8 [2, 2] takes 4 bytes, got 3.");
  });
});

describe('decodeSafetensors', () => {
  it('reads what was written, from any offset of a buffer, into copies (seed 31)', () => {
    const tensor = fc.oneof(
      fc.float32Array().map((data): SafeTensor => ({ dtype: 'F32', shape: [data.length], data })),
      fc.int32Array().map((data): SafeTensor => ({ dtype: 'I32', shape: [1, data.length], data })),
      fc.uint8Array().map((data): SafeTensor => ({ dtype: 'U8', shape: [data.length, 1], data })),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), tensor, { noNullPrototype: true }),
        (tensors) => {
          const bytes = encodeSafetensors(tensors);
          const shifted = new Uint8Array(bytes.length + 3);
          shifted.set(bytes, 3);
          const read = decodeSafetensors(shifted.subarray(3));
          shifted.fill(0);
          expect(read).toEqual(tensors);
        },
      ),
      { seed: 31 },
    );
  });

  it("reads Node's buffers, which are views of a pool", () => {
    const tensors = { a: { dtype: 'I32', shape: [2], data: Int32Array.of(-5, 7) } } as const;
    const buffer = Buffer.from(encodeSafetensors(tensors));
    expect(decodeSafetensors(buffer)).toEqual(tensors);
  });

  it('reads an unpadded header with metadata, as other writers make it', () => {
    const header = '{"__metadata__":{"by":"x"},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}';
    expect(decodeSafetensors(bytesOf(header, [4, 5]))).toEqual({
      a: { dtype: 'U8', shape: [2], data: Uint8Array.of(4, 5) },
    });
  });

  it('reads tensors in any order of their bytes, empty ones among them', () => {
    const header =
      '{"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},"none":{"dtype":"U8","shape":[0],"data_offsets":[2,2]},' +
      '"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}';
    expect(decodeSafetensors(bytesOf(header, [4, 5, 6]))).toEqual({
      a: { dtype: 'U8', shape: [2], data: Uint8Array.of(4, 5) },
      b: { dtype: 'U8', shape: [1], data: Uint8Array.of(6) },
      none: { dtype: 'U8', shape: [0], data: new Uint8Array() },
    });
  });

  it('keeps a tensor that is called __proto__', () => {
    const tensor: SafeTensor = { dtype: 'U8', shape: [1], data: Uint8Array.of(1) };
    const tensors = Object.fromEntries([['__proto__', tensor]]);
    expect(Object.entries(decodeSafetensors(encodeSafetensors(tensors)))).toEqual([['__proto__', tensor]]);
  });

  it.each([
    { why: 'fewer than 8 bytes', bytes: Uint8Array.of(1, 2), code: 'safetensors.truncated' },
    {
      why: 'half a header',
      bytes: bytesOf('{"a":{"dtype":"U8"').subarray(0, 20),
      code: 'safetensors.truncated',
    },
    {
      why: 'half of the data',
      bytes: bytesOf('{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}', [4]),
      code: 'safetensors.truncated',
    },
    {
      why: 'a byte behind the data',
      bytes: bytesOf('{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}', [4, 5, 6]),
      code: 'safetensors.length',
    },
    {
      why: 'two tensors over the same bytes and a hole behind them',
      bytes: bytesOf(
        '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}',
        [1, 2, 3, 4, 5, 6, 7, 8],
      ),
      code: 'safetensors.length',
    },
    {
      why: 'a hole between two tensors',
      bytes: bytesOf(
        '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}',
        [1, 2, 3],
      ),
      code: 'safetensors.length',
    },
    { why: 'a header that is no JSON', bytes: bytesOf('{"a":'), code: 'safetensors.header' },
    { why: 'a header that is a list', bytes: bytesOf('[]'), code: 'safetensors.header' },
    {
      why: 'an entry without offsets',
      bytes: bytesOf('{"a":{"dtype":"U8","shape":[2]}}'),
      code: 'safetensors.header',
    },
    {
      why: 'a negative offset',
      bytes: bytesOf('{"a":{"dtype":"U8","shape":[2],"data_offsets":[-2,0]}}'),
      code: 'safetensors.header',
    },
    { why: 'an entry that is null', bytes: bytesOf('{"a":null}'), code: 'safetensors.header' },
    {
      why: 'half floats',
      bytes: bytesOf('{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}', [0, 0]),
      code: 'safetensors.dtype',
    },
    {
      why: 'a shape that does not fit its bytes',
      bytes: bytesOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', [0, 0, 0, 0]),
      code: 'safetensors.shape',
    },
  ])('refuses $why', ({ bytes, code }) => {
    expect(() => decodeSafetensors(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
