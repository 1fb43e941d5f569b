import { Type, type Static, type TObject } from '@sinclair/typebox';

/** One of several objects; a key with a constant of its own in each says which, so an error speaks of that one only. */
export function byKind<T extends TObject[]>(
  kinds: [...T],
  description: string,
  options: { readonly default?: object } = {},
) {
  return Type.Unsafe<Static<T[number]>>({
    type: 'object',
    description,
    ...options,
    oneOf: kinds,
  });
}
