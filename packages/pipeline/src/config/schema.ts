import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { datasetSlice } from './slices/dataset';
import { evaluationSlice } from './slices/evaluation';
import { hlsEmitSlice, reportSlice, synthesizeSlice } from './slices/hardware';
import { localSearchSlice } from './slices/localSearch';
import { pruneSlice } from './slices/prune';
import { qatSlice } from './slices/qat';
import { searchSlice } from './slices/search';
import { engineNames, type EngineName } from './engineName';
import { tasks, type Task } from './task';

/** The study as code sees it: every key with a default is there. */
export const study = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'The JSON Schema, for editors.' })),
    task: Type.Unsafe<Task>({
      type: 'string',
      enum: [...tasks],
      default: 'classification',
      description:
        'What the network does: classification, one class per sample; regression, numbers per sample.',
    }),
    seed: Type.Integer({
      minimum: 0,
      maximum: 2147483647,
      default: 1,
      description: 'Seed of everything random: splits, initial weights, batches, searches.',
    }),
    engine: Type.Unsafe<EngineName>({
      type: 'string',
      enum: [...engineNames],
      default: 'wasm',
      description:
        'What trains: wasm, our own kernels, the same bits on every machine; tfjs, TensorFlow.js, for comparison.',
    }),
    outputPath: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Folder of the artefacts, from the root of the workspace and inside it; dist/codesign/<project> if absent.',
      }),
    ),
    dataset: datasetSlice,
    search: searchSlice,
    localSearch: localSearchSlice,
    qat: qatSlice,
    prune: pruneSlice,
    hlsEmit: hlsEmitSlice,
    synthesize: synthesizeSlice,
    evaluation: evaluationSlice,
    report: reportSlice,
  },
  { additionalProperties: false },
);
export type CodesignConfig = Static<typeof study>;

/** JSON Schema of codesign.json, as published for editors: keys that have a default are not required. */
export const codesignSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'codesign.json',
  description: 'A hardware co-design study of nx-codesign.',
  ...withoutRequiredDefaults(study),
};

function withoutRequiredDefaults(schema: TSchema): Record<string, unknown> {
  const copy = JSON.parse(JSON.stringify(schema)) as JsonSchema;
  relax(copy);
  return { ...copy };
}

interface JsonSchema {
  properties?: Record<string, JsonSchema & { default?: unknown }>;
  required?: string[];
  items?: JsonSchema;
  oneOf?: JsonSchema[];
}

function relax(schema: JsonSchema): void {
  const properties = schema.properties ?? {};
  const required = schema.required?.filter((name) => properties[name].default === undefined) ?? [];
  if (required.length > 0) schema.required = required;
  else delete schema.required;
  Object.values(properties).forEach(relax);
  if (schema.items) relax(schema.items);
  schema.oneOf?.forEach(relax);
}
