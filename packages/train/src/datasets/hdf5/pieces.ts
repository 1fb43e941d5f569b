import { CodesignError } from '@nx-codesign/ir';
import type { DataFiles } from '../dataFiles';
import { openHdf5, type Hdf5File } from './hdf5File';

/** Files whose data sets follow one another: row `start` to `start + count` of the whole lie in `file`. */
export interface Piece {
  readonly file: Hdf5File;
  readonly start: number;
  readonly count: number;
}

/** Opens files one after the other; `countOf` checks each and tells its rows. Closes all of them on an error. */
export async function openPieces(
  names: readonly string[],
  files: DataFiles,
  countOf: (file: Hdf5File) => number,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  let start = 0;
  try {
    for (const name of names) {
      const file = await openHdf5(name, files);
      pieces.push({ file, start, count: 0 });
      const count = countOf(file);
      pieces[pieces.length - 1] = { file, start, count };
      start += count;
    }
    return pieces;
  } catch (error) {
    closePieces(pieces);
    throw error;
  }
}

/** Closes all files. */
export function closePieces(pieces: readonly Piece[]): void {
  for (const { file } of pieces) file.close();
}

/** Rows of all pieces together. */
export function countOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { count }) => sum + count, 0);
}

/** The parts of rows `start` to `start + length` of the whole: ranges of rows inside each file. */
export function* partsOf(
  pieces: readonly Piece[],
  start: number,
  length: number,
): Generator<{ readonly file: Hdf5File; readonly from: number; readonly to: number; readonly at: number }> {
  for (const piece of pieces) {
    const from = Math.max(0, start - piece.start);
    const to = Math.min(piece.count, start + length - piece.start);
    if (from < to) yield { file: piece.file, from, to, at: piece.start + from - start };
  }
}

/** Throws CodesignError `dataset.shapeMismatch` where files disagree. */
export function checkSame(
  what: string,
  { name, found, expected, first }: { name: string; found: string; expected: string; first: string },
): void {
  if (found === expected) return;
  throw new CodesignError(
    'dataset.shapeMismatch',
    `${name} has ${what} ${found}, but ${first} has ${expected}. Name files of one data set.`,
  );
}
