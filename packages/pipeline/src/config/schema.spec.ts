import { codesignSchema } from './schema';
import { configSlices, sliceOf, stageInputs, stageNames } from './stages';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
  readonly required?: readonly string[];
}

function* pathsWithoutDescription(schema: Schema, path = ''): Generator<string> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!property.description) yield `${path}${name}`;
    yield* pathsWithoutDescription(property, `${path}${name}.`);
  }
  for (const kind of schema.oneOf ?? []) yield* pathsWithoutDescription(kind, path);
}

describe('codesignSchema', () => {
  test('every property has a description, which editors and --help show', () => {
    expect([...pathsWithoutDescription(codesignSchema as Schema)]).toEqual([]);
  });

  test('only the data are required', () => {
    expect((codesignSchema as Schema).required).toEqual(['dataset']);
  });

  test('it is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(codesignSchema))).toEqual(codesignSchema);
  });
});

describe('the stages', () => {
  test('each depends on its own slice, the task and the seed', () => {
    for (const stage of stageNames) {
      expect(configSlices[stage]).toEqual(expect.arrayContaining(['task', 'seed', sliceOf[stage]]));
    }
  });

  test('each reads only stages before it', () => {
    for (const [at, stage] of stageNames.entries()) {
      expect(stageNames.slice(0, at)).toEqual(expect.arrayContaining([...stageInputs[stage]]));
    }
  });

  test('no stage but the report reads the slice of another', () => {
    for (const stage of stageNames.filter((name) => name !== 'report')) {
      expect(configSlices[stage]).toHaveLength(3);
    }
  });
});
