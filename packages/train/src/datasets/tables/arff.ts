import { CodesignError } from '@nx-codesign/ir';
import type { TableHead } from './table';

/** One attribute: name, quoted or not, and type. */
const attribute = /^@attribute\s+(?:'([^']*)'|"([^"]*)"|(\S+))\s+(.+)$/i;
const numericTypes = ['numeric', 'real', 'integer'];

/**
 * Reads the header of an ARFF file, the format of OpenML: `@attribute` lines, then `@data`. Throws CodesignError
 * `dataset.format`.
 */
export function arffHead(text: string, file: string): TableHead {
  const data = /^@data[^\n]*\n/im.exec(text);
  if (data === null) {
    throw new CodesignError(
      'dataset.format',
      `${file} has no line @data in its first ${text.length} characters: it is not an ARFF file. Check dataset.source.`,
    );
  }
  const head = text.slice(0, data.index);
  const columns: string[] = [];
  const nominal = new Map<string, string[]>();
  for (const line of head.split('\n')) {
    const found = attribute.exec(line.trim());
    if (found === null) continue;
    const name = found[1] ?? found[2] ?? found[3];
    columns.push(name);
    const type = found[4].trim();
    if (type.startsWith('{')) nominal.set(name, valuesOf(type));
    else if (!numericTypes.includes(type.toLowerCase())) nominal.set(name, []);
  }
  refuseSparse(text.slice(data.index + data[0].length), file);
  const headBytes = Buffer.byteLength(text.slice(0, data.index + data[0].length));
  return { columns, headBytes, delimiter: ',', quote: "'", comment: '%', nominal };
}

function valuesOf(type: string): string[] {
  return type
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map((value) => value.trim().replace(/^'(.*)'$|^"(.*)"$/, '$1$2'));
}

function refuseSparse(records: string, file: string): void {
  if (!records.trimStart().startsWith('{')) return;
  throw new CodesignError(
    'dataset.format',
    `${file} is a sparse ARFF file, whose records stand in braces; expected dense records. Convert it.`,
  );
}
