import { Type, type Static, type TObject } from '@sinclair/typebox';

/** One of several objects; their `kind` says which, so an error speaks of that one only. */
export function byKind<T extends TObject[]>(kinds: [...T], description: string) {
  return Type.Unsafe<Static<T[number]>>({
    type: 'object',
    description,
    oneOf: kinds,
  });
}
