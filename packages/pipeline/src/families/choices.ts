import { Type } from '@sinclair/typebox';

/** One of these names. */
export const literals = <const T extends readonly string[]>(names: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...names], description });

/** Names to choose from. */
export const nameChoices = <const T extends readonly string[]>(
  names: T,
  options: { standard: T[number][]; item: string; description: string },
) =>
  Type.Array(literals(names, options.item), {
    minItems: 1,
    uniqueItems: true,
    default: options.standard,
    description: options.description,
  });

/** Fewest and most of something. */
export const bounds = (
  { least, most }: { least: number; most: number },
  standard: [number, number],
  description: string,
) =>
  Type.Array(Type.Integer({ minimum: least, maximum: most }), {
    minItems: 2,
    maxItems: 2,
    default: standard,
    description,
  });

/** Whole numbers from 1 to choose from. */
export const counts = (most: number, standard: number[], description: string) =>
  Type.Array(Type.Integer({ minimum: 1, maximum: most }), {
    minItems: 1,
    uniqueItems: true,
    default: standard,
    description,
  });

/** Most units of a layer. */
export const mostUnits = 4096;
/** Most layers of one part of a network. */
export const mostLayers = 16;
