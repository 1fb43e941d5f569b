import { Type, type TSchema } from '@sinclair/typebox';
import type { Parameter } from '@nx-codesign/search';

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

/** All numbers from `low` to `high`: whole ones, or every one; `log` draws evenly over their logarithm. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly log?: boolean;
  /** Of whole numbers: only every so-many-th, from `low`. */
  readonly step?: number;
}
export type NumberChoices = number[] | NumberRange;

/** A list of numbers to choose from, or a range of them. */
export function numbers(
  number: TSchema,
  { standard, description }: { readonly standard?: number[]; readonly description: string },
) {
  const isWhole = number['type'] === 'integer';
  return Type.Unsafe<NumberChoices>({
    ...(standard && { default: standard }),
    description: `${description} ${isWhole ? wholeRange : range}`,
    if: { type: 'array' },
    then: { type: 'array', minItems: 1, uniqueItems: true, items: number },
    else: {
      type: 'object',
      properties: {
        low: number,
        high: number,
        log: { type: 'boolean' },
        ...(isWhole && { step: { type: 'integer', minimum: 1 } }),
      },
      required: ['low', 'high'],
      additionalProperties: false,
    },
  });
}

const range = 'A list, or a range { "low", "high", "log" }.';
const wholeRange = 'A list, or a range { "low", "high", "step" or "log" }.';

/** The gene of such choices. */
export function numberParameter(choices: NumberChoices, kind: 'integer' | 'float'): Parameter {
  if (Array.isArray(choices)) return { kind: 'categorical', choices };
  const { low, high, log, step } = choices;
  const bounds = { low, high, ...(log && { log }) };
  return kind === 'float' ? { kind, ...bounds } : { kind, ...bounds, ...(step !== undefined && { step }) };
}

/** Whole numbers from 1 to choose from. */
export const counts = (most: number, standard: number[], description: string) =>
  numbers(Type.Integer({ minimum: 1, maximum: most }), { standard, description });

/** Most units of a layer. */
export const mostUnits = 4096;
/** Most layers of one part of a network. */
export const mostLayers = 16;
