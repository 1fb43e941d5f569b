import {
  codesignSchema,
  sliceOf,
  stageNames,
  tagOf,
  type Kinds,
  type StageName,
} from '@nx-codesign/pipeline';

interface JsonSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

/** Options that every stage takes. */
const common: Readonly<Record<string, JsonSchema>> = {
  workers: {
    type: 'integer',
    minimum: 1,
    description: 'Worker threads; one per core if absent. The results do not depend on it.',
  },
};

/** The published `codesign.schema.json`. */
export function publishedStudySchema(): string {
  return asFile(codesignSchema);
}

/** Options of a shard of the search beside the search's own. */
const place: Readonly<Record<string, JsonSchema>> = {
  round: { type: 'integer', minimum: 0, description: 'Round of the search, from 0.' },
  island: { type: 'integer', minimum: 0, description: 'Island in the round, from 0.' },
};

/**
 * The schema.json of each executor: the keys of the stage's slice as options, for those who write explicit
 * targets. They have no defaults, since Nx would fill them in over what codesign.json says; the description
 * names the default instead.
 */
export function executorSchemas(): Record<ExecutorName, string> {
  const entries = stageNames.map((stage) => [stage, asFile(stageSchema(stage))] as const);
  const { properties, ...search } = stageSchema('search');
  const shard = {
    ...search,
    title: 'Shard of the search',
    properties: { ...place, ...properties },
    required: Object.keys(place),
  };
  const schemas = [...entries, ['search-shard', asFile(shard)] as const];
  return Object.fromEntries(schemas) as Record<ExecutorName, string>;
}

/** The executors: one per stage, and that of a part of the search. */
export type ExecutorName = StageName | 'search-shard';
export const executorNames: readonly ExecutorName[] = [...stageNames, 'search-shard'];

function stageSchema(stage: StageName) {
  const slices = (codesignSchema as JsonSchema).properties ?? {};
  const slice = slices[sliceOf[stage]] ?? {};
  const options = Object.entries(slice.properties ?? {}).map(([key, value]) => [key, withoutDefaults(value)]);
  return {
    $schema: 'https://json-schema.org/schema',
    version: 2,
    title: `Stage ${stage}`,
    description: slice.description,
    type: 'object',
    properties: { ...common, ...(Object.fromEntries(options) as Record<string, JsonSchema>) },
    additionalProperties: false,
  };
}

function withoutDefaults(schema: JsonSchema): JsonSchema {
  const { default: standard, required: _required, properties: own, items, oneOf, ...rest } = schema;
  const properties = oneOf ? keysOfKinds(oneOf) : own;
  const isPlain = standard !== undefined && JSON.stringify(standard) !== '{}';
  const note = isPlain ? ` Default: ${JSON.stringify(standard)}.` : '';
  return {
    ...rest,
    description: `${schema.description ?? ''}${note}`,
    ...(oneOf && { additionalProperties: false }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, withoutDefaults(value)]),
      ),
    }),
    ...(items && { items: withoutDefaults(items) }),
  };
}

/**
 * The keys of all kinds of an object together: of several kinds Nx would print the whole schema as its error. Which
 * keys belong to which kind, the study's parser checks, whose errors name the key.
 */
function keysOfKinds(kinds: readonly JsonSchema[]): Record<string, JsonSchema> {
  const keys = Object.assign({}, ...kinds.map(({ properties }) => properties)) as Record<string, JsonSchema>;
  const tag = tagOf({ oneOf: kinds as Kinds['oneOf'] }) ?? 'kind';
  const own = kinds.flatMap(({ properties }) => (properties?.[tag] ? [properties[tag]] : []));
  return {
    ...keys,
    [tag]: { type: 'string', description: own.map(({ description }) => description).join(' ') },
  };
}

function asFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
