import { parse } from 'csv-parse/sync';
import { CodesignError } from '@nx-codesign/ir';
import type { TableHead } from './table';

/** Reads the first line of a CSV or TSV file as the columns' names. Throws CodesignError `dataset.format`. */
export function csvHead(
  text: string,
  { file, delimiter }: { readonly file: string; readonly delimiter: string },
): TableHead {
  const end = text.indexOf('\n');
  const line = text.slice(0, end < 0 ? text.length : end + 1);
  const columns = columnsOf(line, { file, delimiter });
  if (end < 0 || columns.length === 0) {
    throw new CodesignError(
      'dataset.format',
      `${file} has no records below a line with the names of its columns. Add that line, or check dataset.source.`,
    );
  }
  return {
    columns,
    headBytes: Buffer.byteLength(line),
    delimiter,
    quote: '"',
    nominal: new Map(),
  };
}

function columnsOf(line: string, { file, delimiter }: { file: string; delimiter: string }): string[] {
  try {
    const [columns = []] = parse(line, { delimiter, trim: true, bom: true });
    return columns;
  } catch (cause) {
    throw new CodesignError(
      'dataset.format',
      `The first line of ${file} cannot be read as names of columns: ${(cause as Error).message}. Correct it.`,
      { cause },
    );
  }
}
