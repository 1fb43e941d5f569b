import { CodesignError } from '@nx-codesign/ir';

/** Which examples of a source some rows are, and for which split. */
export interface RowsOfSource {
  readonly split: string;
  /** Index in the source of each row. */
  readonly rows: ArrayLike<number>;
}

/** Throws CodesignError `dataset.notFinite` at the first NaN or infinity of `values: [rows, size]`. */
export function checkFinite(values: ArrayLike<number>, size: number, of?: RowsOfSource): void {
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at])) throw notFinite(values[at], at, { size, of });
  }
}

function notFinite(
  value: number,
  at: number,
  { size, of }: { readonly size: number; readonly of?: RowsOfSource },
): CodesignError {
  const [row, feature] = [Math.floor(at / size), at % size];
  const where =
    of === undefined ? `Row ${row}` : `Row ${of.rows[row]} of the data, of the ${of.split} split,`;
  return new CodesignError(
    'dataset.notFinite',
    `${where} holds ${value} as value ${feature} of ${size}; expected finite numbers. Remove or complete such rows in the data files.`,
  );
}
