import { flows } from '@nx-codesign/flows';
import { samplers } from '@nx-codesign/search';
import { codesignSchema } from './schema';
import { configSlices, sliceOf, stageInputs, stageNames } from './stages';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: unknown[];
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

  test('the stages that train, and no other, read the engine; the last evaluation is of prune', () => {
    const reading = (key: 'engine' | 'evaluation') =>
      stageNames.filter((stage) => configSlices[stage].includes(key));
    expect(reading('engine')).toEqual(['search', 'local-search', 'qat', 'prune', 'report']);
    expect(reading('evaluation')).toEqual(['prune', 'report']);
  });

  test('only the data are required', () => {
    expect((codesignSchema as Schema).required).toEqual(['dataset']);
  });

  test('it is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(codesignSchema))).toEqual(codesignSchema);
  });
});

describe('names of parts in codesign.json', () => {
  const allowed = (...path: string[]): unknown[] => {
    const schema = path.reduce((at, name) => at.properties?.[name] as Schema, codesignSchema as Schema);
    return schema.enum ?? [schema.const];
  };

  test('each search.algorithm.kind is a sampler', () => {
    expect(Object.keys(samplers)).toEqual(expect.arrayContaining(allowed('search', 'algorithm', 'kind')));
  });

  test('each synthesize.flow is a flow, and every flow is allowed', () => {
    expect(allowed('synthesize', 'flow')).toEqual(Object.keys(flows));
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
      const own = ['task', 'seed', 'engine', 'evaluation', sliceOf[stage]];
      expect(own).toEqual(expect.arrayContaining([...configSlices[stage]]));
    }
  });
});
