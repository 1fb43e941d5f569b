import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { checkNetwork } from '../checkNetwork';
import { CodesignError } from '../error';
import { Fixed } from '../fixed';
import { layerOf } from '../layers';
import type { LayerNode, Network, Weights } from '../network';
import { compileSchema } from '../schemaCheck';
import { checkWeights } from '../weightShapes';
import { layerSchema, networkFileSchema, networkFormat, networkFormatVersion } from './networkSchema';
import { decodeSafetensors, encodeSafetensors, type SafeTensor } from './safetensors';

/** A network as its two files, by file name. */
export interface NetworkFiles {
  readonly 'network.json': string;
  readonly 'weights.safetensors': Uint8Array;
}

/** The file before its layers' configs are checked, each by its own kind. */
const looseFile = networkFileSchema(
  layerSchema(Type.String(), Type.Unsafe<Record<string, unknown>>({ type: 'object' }), '1 or more'),
);
const checkFile = compileSchema(looseFile, 'networkFile');

/**
 * Writes a network and its weights as files. The bytes depend on their contents only: keys stand in the order of the
 * schema, tensors by name. Throws what `checkNetwork` and `checkWeights` throw.
 */
export function writeNetwork(network: Network, weights: Weights): NetworkFiles {
  checkWeights(network, weights);
  const tensors: Record<string, SafeTensor> = {};
  for (const [name, { shape, data }] of Object.entries(weights))
    tensors[name] = { dtype: 'F32', shape, data };
  return { 'network.json': networkText(network), 'weights.safetensors': encodeSafetensors(tensors) };
}

/**
 * Reads a network from its two files and checks all of it. Errors: `networkFile.json`, `networkFile.format`,
 * `networkFile.version`, `networkFile.unknownKey`, `networkFile.missingKey`, `networkFile.invalid`,
 * `networkFile.dtype`, and those of `decodeSafetensors`, `checkNetwork` and `checkWeights`.
 */
export function readNetwork(json: string, weights: Uint8Array): { network: Network; weights: Weights } {
  const { name, input, layers, output } = parseFile(json);
  const network: Network = { name, input, layers, output };
  checkNetwork(network);
  const tensors = floatTensors(decodeSafetensors(weights));
  checkWeights(network, tensors);
  return { network, weights: tensors };
}

function networkText({ name, input, layers, output }: Network): string {
  const file = {
    format: networkFormat,
    formatVersion: networkFormatVersion,
    name,
    input: { shape: input.shape, format: inSchemaOrder(Fixed, input.format) },
    layers: layers.map(orderedLayer),
    output,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function orderedLayer({ name, kind, inputs, config }: LayerNode): LayerNode {
  return { name, kind, inputs, config: inSchemaOrder(layerOf(kind).config, config) as LayerNode['config'] };
}

/** The same value with the keys of its objects in the order of their schema. */
function inSchemaOrder(schema: TSchema, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inSchemaOrder(schema.then?.items ?? {}, item));
  if (schema.else !== undefined) return inSchemaOrder(schema.else, value);
  const properties = schema.properties as Record<string, TSchema> | undefined;
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  const entries = value as Record<string, unknown>;
  const present = Object.keys(properties).filter((key) => entries[key] !== undefined);
  return Object.fromEntries(present.map((key) => [key, inSchemaOrder(properties[key], entries[key])]));
}

function parseFile(json: string): Static<typeof looseFile> {
  let file: unknown;
  try {
    file = JSON.parse(json);
  } catch (cause) {
    throw new CodesignError('networkFile.json', 'The network file is not JSON.', { cause });
  }
  const { format, formatVersion } = (file ?? {}) as { format?: unknown; formatVersion?: unknown };
  if (format !== networkFormat) {
    throw new CodesignError(
      'networkFile.format',
      `A network file says "format": "${networkFormat}", this one ${JSON.stringify(format) ?? 'has no format'}.`,
    );
  }
  if (formatVersion !== networkFormatVersion) {
    throw new CodesignError(
      'networkFile.version',
      `This version of nx-codesign reads format version ${networkFormatVersion}, the network file has ` +
        `${JSON.stringify(formatVersion) ?? 'none'}: convert the file or use the version that wrote it.`,
    );
  }
  return checkFile(file, 'network.json');
}

function floatTensors(tensors: Readonly<Record<string, SafeTensor>>): Weights {
  const entries = Object.entries(tensors).map(([name, tensor]) => {
    if (tensor.dtype === 'F32') return [name, { shape: tensor.shape, data: tensor.data }] as const;
    throw new CodesignError('networkFile.dtype', `Weight '${name}' must be F32, got ${tensor.dtype}.`);
  });
  return Object.fromEntries(entries);
}
