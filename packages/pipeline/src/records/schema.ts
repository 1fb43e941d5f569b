import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';

/** Version of the JSON artefacts' format; see docs/artefacts.md. */
export const artefactFormatVersion = 1;

/** The type that a schema describes, readonly all through. */
export type RecordOf<S extends TSchema> = Frozen<Static<S>>;

type Frozen<T> = T extends (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** An object with these properties and no others. */
export const record = <P extends TProperties>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description && { description }) });

/** A whole number from 0. */
export const count = (description: string) => Type.Integer({ minimum: 0, description });

/** A number from 0. */
export const amount = (description: string) => Type.Number({ minimum: 0, description });

/** A share, 0 to 1. */
export const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

export const text = (description: string) => Type.String({ description });

/** A property that is absent where there is nothing to say. */
export const maybe = <S extends TSchema>(schema: S) => Type.Optional(schema);

/** Some of these texts. */
export const oneOf = <const T extends readonly string[]>(names: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...names], description });
