import { parse } from 'csv-parse/sync';
import { CodesignError } from '@nx-codesign/ir';
import type { DataFiles } from '../dataFiles';
import { arffHead } from './arff';
import { csvHead } from './csv';
import type { TableHead } from './table';

/** Bytes at the beginning of a file that hold its header. */
const headBytes = 2 ** 16;
/** Bytes that are parsed at once. */
const chunkBytes = 2 ** 22;
const newline = 10;

/** Header readers by the file's extension. */
const heads: Readonly<Record<string, (text: string, file: string) => TableHead>> = {
  csv: (text, file) => csvHead(text, { file, delimiter: ',' }),
  tsv: (text, file) => csvHead(text, { file, delimiter: '\t' }),
  arff: arffHead,
};

/** What a table is, from its beginning. Throws CodesignError `dataset.missing` and `dataset.format`. */
export function readHead(file: string, files: DataFiles): TableHead {
  const extension = file.split('.').pop()?.toLowerCase() ?? '';
  const read = heads[extension];
  if (read === undefined) {
    const known = Object.keys(heads).map((each) => `.${each}`);
    throw new CodesignError(
      'dataset.format',
      `${file} has the extension .${extension}; tables are read from ${known.join(', ')}. Convert or rename the file.`,
    );
  }
  files.size(file);
  return read(new TextDecoder().decode(files.readRange(file, 0, headBytes)), file);
}

/** Lines below the header: as many as there are records, or more. */
export function countLines(file: string, head: TableHead, files: DataFiles): number {
  const size = files.size(file);
  let lines = 0;
  let last = newline;
  for (let start = head.headBytes; start < size; start += chunkBytes) {
    const bytes = files.readRange(file, start, chunkBytes);
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++;
    last = bytes[bytes.length - 1];
  }
  return last === newline ? lines : lines + 1;
}

/**
 * The records of a table, some megabytes of the file at a time. Throws CodesignError `dataset.format` for a record with
 * more or fewer fields than there are columns.
 */
export function* readRecords(file: string, head: TableHead, files: DataFiles): Generator<string[]> {
  const size = files.size(file);
  let rest = new Uint8Array(0);
  let line = 1;
  for (let start = head.headBytes; start < size; start += chunkBytes) {
    const bytes = joined(rest, files.readRange(file, start, chunkBytes));
    const isLast = start + chunkBytes >= size;
    const end = isLast ? bytes.length : bytes.lastIndexOf(newline) + 1;
    const records = recordsOf(new TextDecoder().decode(bytes.subarray(0, end)), { file, head, line });
    line += records.length;
    yield* records;
    rest = bytes.slice(end);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function recordsOf(
  text: string,
  { file, head, line }: { file: string; head: TableHead; line: number },
): string[][] {
  const { columns } = head;
  try {
    const records = text.includes(head.quote) ? quotedRecords(text, head) : plainRecords(text, head);
    return records.map((record) => {
      if (record.length === columns.length) return record;
      throw new Error(`a record has ${record.length} fields, but there are ${columns.length} columns`);
    });
  } catch (cause) {
    throw new CodesignError(
      'dataset.format',
      `${file} cannot be read from its record ${line} on: ${(cause as Error).message}. Correct the file.`,
      { cause },
    );
  }
}

/** Without quotation marks a line is a record, and a comma parts fields: many times faster than the parser. */
function plainRecords(text: string, { delimiter, comment }: TableHead): string[][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !(comment && line.startsWith(comment)))
    .map((line) => line.split(delimiter).map((field) => field.trim()));
}

function quotedRecords(text: string, { delimiter, quote, comment }: TableHead): string[][] {
  return parse(text, {
    delimiter,
    quote,
    ...(comment && { comment }),
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
}
