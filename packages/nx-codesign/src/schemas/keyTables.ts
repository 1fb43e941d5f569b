import { codesignSchema, sliceOf, stageNames } from '@nx-codesign/pipeline';

interface JsonSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly oneOf?: readonly JsonSchema[];
}

/** The table of keys of each page in docs/, by its path: key, default, meaning; an object of several kinds has the rows of each. */
export function keyTables(): Record<string, string> {
  const slices = (codesignSchema as JsonSchema).properties ?? {};
  const stages = stageNames.map((stage) => [`stages/${stage}.md`, sliceOf[stage]] as const);
  const tables = [...stages, ['evaluation.md', 'evaluation'] as const].map(([page, slice]) => [
    page,
    keyTable(slices[slice], slice),
  ]);
  return Object.fromEntries(tables) as Record<string, string>;
}

/** A table of the keys below `path`. */
function keyTable(schema: JsonSchema, path: string): string {
  return ['| key | default | meaning |', '| --- | --- | --- |', ...rows(schema, path)].join('\n');
}

function rows(schema: JsonSchema, path: string): string[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, key]) => rowsOfKey(key, `${path}.${name}`));
  return [...own, ...(schema.oneOf ?? []).map((kind) => rows(kind, path))].flat();
}

/** A group of keys has their rows in place of its own, unless it has a default as a whole, as formats do. */
function rowsOfKey(schema: JsonSchema, path: string): string[] {
  const { description, default: standard } = schema;
  const text = standard === undefined ? '' : `\`${JSON.stringify(standard)}\``;
  const isGroup = (schema.properties ?? schema.oneOf) && ['``', '', '`{}`'].includes(text);
  return isGroup ? rows(schema, path) : [`| \`${path}\` | ${text} | ${description ?? ''} |`];
}

/** A page with the table in its section `## Keys` replaced; what stands before the table stays. */
export function withKeyTable(page: string, table: string): string {
  return page.replace(
    /(\n## Keys\n(?:(?!\n## )(?!\n\| )[^])*\n)(?:\| [^\n]*\n)+/,
    (_, head: string) => `${head}${table}\n`,
  );
}
