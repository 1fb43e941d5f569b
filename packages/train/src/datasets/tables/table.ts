import { CodesignError } from '@nx-codesign/ir';

/** A table in a text file, before its data: what its columns are called and how its records are read. */
export interface TableHead {
  readonly columns: readonly string[];
  /** Bytes before the records. */
  readonly headBytes: number;
  readonly delimiter: string;
  /** Characters around a field that holds the delimiter. */
  readonly quote: string;
  /** What begins a line to pass over. */
  readonly comment?: string;
  /** Values of nominal columns, in the order of the file's own list. */
  readonly nominal: ReadonlyMap<string, readonly string[]>;
}

/** Position of a column. Throws CodesignError `dataset.column`. */
export function columnAt(
  columns: readonly string[],
  { column, file }: { column: string; file: string },
): number {
  const at = columns.indexOf(column);
  if (at >= 0) return at;
  throw new CodesignError(
    'dataset.column',
    `${file} has no column "${column}"; it has ${columns.join(', ')}. Check the names in dataset.source.`,
  );
}
