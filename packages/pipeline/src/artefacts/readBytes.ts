import { readFileSync } from 'node:fs';

/** A file as a plain Uint8Array: `slice` of the Buffer that Node gives would be a view, not a copy. */
export function readBytes(path: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
