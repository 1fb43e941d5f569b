import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodesignError } from '@nx-codesign/ir';

/** Where loaders read raw files from, by path as the configuration states it. */
export interface DataFiles {
  /** The path from the root of the file system, for libraries that open files themselves. */
  absolute(path: string): string;
  /** Size in bytes. */
  size(path: string): number;
  /** The whole file. */
  read(path: string): Uint8Array;
  /** `length` bytes from `start`, fewer at the end of the file. */
  readRange(path: string, start: number, length: number): Uint8Array;
}

/** Files on disk; relative paths start at `root`. Throws CodesignError `dataset.missing` for what cannot be read. */
export function diskFiles(root: string): DataFiles {
  const reading = <T>(path: string, action: (absolute: string) => T): T => {
    try {
      return action(resolve(root, path));
    } catch (cause) {
      throw unreadable(path, cause);
    }
  };
  return {
    absolute: (path) => resolve(root, path),
    size: (path) => reading(path, fileSize),
    read: (path) => reading(path, (absolute) => readFileSync(absolute)),
    readRange: (path, start, length) => reading(path, (absolute) => readPart(absolute, start, length)),
  };
}

function fileSize(absolute: string): number {
  const stats = statSync(absolute);
  if (stats.isDirectory()) throw Object.assign(new Error('a directory'), { code: 'EISDIR' });
  if (!stats.isFile()) throw new Error('not a file');
  return stats.size;
}

function readPart(absolute: string, start: number, length: number): Uint8Array {
  const file = openSync(absolute, 'r');
  try {
    const bytes = new Uint8Array(length);
    const found = readSync(file, bytes, 0, length, start);
    return bytes.subarray(0, found);
  } finally {
    closeSync(file);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a directory, not a file',
  EACCES: 'may not be read by you',
};

function unreadable(path: string, cause: unknown): CodesignError {
  const { code = '' } = cause as NodeJS.ErrnoException;
  const reason = reasons[code] ?? 'cannot be read';
  return new CodesignError(
    'dataset.missing',
    `The data file ${path} ${reason}. Check the path in dataset.source, or download the file.`,
    { cause },
  );
}
