import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { writeFailure } from './writeFailure';

/** Writes a file of the cache as a whole, flushed to the disk, or not at all. Throws CodesignError `cache.write`. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const partial = `${path}.${process.pid}.partial`;
  writing(path, () => {
    try {
      writeFileSync(partial, content, { flush: true });
      renameSync(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
  });
}

/** Appends to a file of the cache and flushes it to the disk. Throws CodesignError `cache.write`. */
export function appendFlushed(path: string, text: string): void {
  writing(path, () => appendFileSync(path, text, { flush: true }));
}

/** Makes a folder of the cache, and those above it, if needed. Throws CodesignError `cache.write`. */
export function makeFolder(path: string): void {
  writing(path, () => mkdirSync(path, { recursive: true }));
}

function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw writeFailure('cache.write', path, cause);
  }
}
