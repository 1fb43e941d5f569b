import { Type, type TSchema } from '@sinclair/typebox';
import { Fixed } from '../fixed';
import { layers } from '../layers';
import type { LayerInputs } from '../layers/layer';

/** What the first key of a network file says. */
export const networkFormat = 'nx-codesign-network';
/** The version of the network file that this package writes, and the only one that it reads. */
export const networkFormatVersion = 1;

/** The network file with a given schema for its layers. */
export function networkFileSchema<S extends TSchema>(layer: S) {
  return Type.Object(
    {
      $schema: Type.Optional(Type.String({ description: 'Where this schema lies, for editors.' })),
      format: Type.Literal(networkFormat),
      formatVersion: Type.Literal(networkFormatVersion),
      name: Type.String({ minLength: 1, description: 'Name of the network.' }),
      input: Type.Object(
        {
          shape: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, description: 'Without the batch.' }),
          format: Fixed,
        },
        { additionalProperties: false },
      ),
      layers: Type.Array(layer, { description: 'In topological order: a layer reads layers above it.' }),
      output: Type.String({ description: 'Name of the layer whose value leaves the network.' }),
    },
    { additionalProperties: false },
  );
}

/** One layer of the file, its kind and config being whatever `kind` and `config` allow. */
export function layerSchema<K extends TSchema, C extends TSchema>(
  kind: K,
  config: C,
  inputs: LayerInputs | '1 or more',
) {
  return Type.Object(
    {
      name: Type.String({
        pattern: '^[A-Za-z][A-Za-z0-9_]*$',
        description: 'An identifier, unique in the network.',
      }),
      kind,
      inputs: Type.Array(Type.String(), {
        ...numbersOf[inputs],
        description: "Names of the layers it reads; 'input' is the network's input.",
      }),
      config,
    },
    { additionalProperties: false },
  );
}

const numbersOf: Readonly<Record<LayerInputs | '1 or more', { minItems: number; maxItems?: number }>> = {
  1: { minItems: 1, maxItems: 1 },
  2: { minItems: 2, maxItems: 2 },
  '2 or more': { minItems: 2 },
  '1 or more': { minItems: 1 },
};

/** The published JSON Schema (draft 2020-12) of `network.json`, with the config of every layer kind. */
export const networkSchema: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'nx-codesign network, format version 1',
  ...networkFileSchema(
    Type.Union(
      Object.values(layers).map(({ kind, config, inputs }) =>
        layerSchema(Type.Literal(kind), config, inputs),
      ),
    ),
  ),
};
