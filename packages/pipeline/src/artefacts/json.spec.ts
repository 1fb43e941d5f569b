import { artefactJson, canonicalJson, hashOf, jsonLine } from './json';

describe('JSON of artefacts', () => {
  test('canonical text does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 3 }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":3,"d":2}]}');
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
  });

  test('a missing number leaves no trace', () => {
    expect(jsonLine({ luts: undefined, ffs: 0 })).toBe('{"ffs":0}\n');
    expect(hashOf({ luts: undefined })).toBe(hashOf({}));
  });

  test.each([NaN, Infinity, -Infinity])('%p is refused anywhere inside', (value) => {
    expect(() => artefactJson({ a: [{ b: value }] })).toThrow(RangeError);
  });

  test('a typed array is refused, which JSON would write as an object', () => {
    expect(() => jsonLine({ a: new Float32Array(1) })).toThrow(TypeError);
  });
});
