import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesignSchema } from './schema';
import { sliceOf, stageNames } from './stages';

const docs = join(__dirname, '../../../../docs');

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
  readonly default?: unknown;
}

/**
 * Rows `| key | default | description |` for every key below a slice that is not a group of keys itself; an object
 * of several kinds gives the rows of each.
 */
function rowsOf(schema: Schema, path: string): string[] {
  const kinds = schema.oneOf ?? [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const key = `${path}.${name}`;
    // A format has a default as a whole; other objects are groups.
    const hasKeys = property.properties ?? property.oneOf;
    const isGroup = hasKeys && JSON.stringify(property.default ?? {}) === '{}';
    return isGroup ? rowsOf(property, key) : [row(key, property)];
  });
  return [...own, ...kinds.flatMap((kind) => rowsOf(kind, path))];
}

function row(key: string, { default: standard, description }: Schema): string {
  const text = standard === undefined ? '' : `\`${JSON.stringify(standard)}\``;
  return `| \`${key}\` | ${text} | ${description} |`;
}

/** The table rows of a page's section on keys, with single blanks. */
function keysOf(path: string): string[] {
  const page = readFileSync(join(docs, path), 'utf8');
  const [, section] = /\n## Keys\n([^]*?)\n## /.exec(page) ?? ['', ''];
  return section.split('\n').flatMap((line) => (line.startsWith('| `') ? [oneBlank(line)] : []));
}

function oneBlank(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const slices = (codesignSchema as Schema).properties ?? {};

describe('docs', () => {
  test.each([
    ...stageNames.map((stage) => [`stages/${stage}.md`, sliceOf[stage]]),
    ['evaluation.md', 'evaluation'],
  ])('%s lists the keys below %s, with defaults and descriptions (npm run schemas)', (page, slice) => {
    const expected = rowsOf(slices[slice], slice).map(oneBlank);
    expect(expected.length).toBeGreaterThan(0);
    expect(keysOf(page)).toEqual(expected);
  });
});
