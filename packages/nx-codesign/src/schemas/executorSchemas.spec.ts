import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { executorNames, executorSchemas, publishedStudySchema } from './executorSchemas';

const root = join(__dirname, '..', '..');

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
}

function undescribed(schema: Described, path: string): string[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
    undescribed(value, `${path}.${key}`),
  );
  return schema.description ? below : [path, ...below];
}

describe('the schemas that are committed', () => {
  it('codesign.schema.json equals what the config schema gives (else: npm run schemas)', () => {
    expect(readFileSync(join(root, 'codesign.schema.json'), 'utf8')).toBe(publishedStudySchema());
  });

  it.each(executorNames)('schema.json of %s equals what its slice gives (else: npm run schemas)', (stage) => {
    const file = join(root, 'src', 'executors', stage, 'schema.json');
    expect(readFileSync(file, 'utf8')).toBe(executorSchemas()[stage]);
  });

  it('an option of several kinds takes the keys of each, and leaves which go together to the parser', () => {
    const { properties } = JSON.parse(executorSchemas().dataset) as Described;
    const { source } = properties ?? {};
    const keys = Object.keys(source?.properties ?? {});
    expect(keys).toEqual(expect.arrayContaining(['kind', 'images', 'labels', 'count', 'particles']));
    expect(source).not.toHaveProperty('oneOf');
  });

  it.each(executorNames)('every option of %s has a description, which --help prints', (stage) => {
    expect(undescribed(JSON.parse(executorSchemas()[stage]) as Described, stage)).toEqual([]);
  });
});
