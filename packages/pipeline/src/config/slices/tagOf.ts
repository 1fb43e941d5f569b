/** A JSON Schema of an object of several kinds. */
export interface Kinds {
  readonly oneOf?: readonly {
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, { readonly const?: unknown }>>;
  }[];
}

/** The key that says which of a schema's kinds an object is; undefined for a schema without kinds. */
export function tagOf({ oneOf = [] }: Kinds): string | undefined {
  const [first] = oneOf;
  return Object.keys(first?.properties ?? {}).find((key) =>
    oneOf.every(({ properties }) => properties?.[key]?.const !== undefined),
  );
}
