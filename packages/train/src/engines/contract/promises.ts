/** What an engine says of itself; the suite expects no less of it for all else. */
export interface EnginePromises {
  /** The same work gives the same bits, wherever a row stands and however often; else nearly the same numbers. */
  readonly sameBits: boolean;
  /** Share of the random cases that are tried: a slow engine gets fewer. */
  readonly share: number;
}

/** Largest relative difference between two runs of an engine that does not promise the same bits. */
const tolerance = 1e-4;

/** Expects the same numbers: bit by bit where the engine promises that. */
export function expectSame(
  found: Readonly<Record<string, { readonly data: Float32Array }>>,
  expected: Readonly<Record<string, { readonly data: Float32Array }>>,
  { sameBits }: EnginePromises,
): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, { data }] of Object.entries(expected)) {
    if (sameBits) expect([name, found[name].data]).toEqual([name, data]);
    else expectNear(found[name].data, data);
  }
}

/** Cases to try of a property that is tried `runs` times with a fast engine. */
export function runsOf({ share }: EnginePromises, runs: number): number {
  return Math.ceil(share * runs);
}

function expectNear(found: Float32Array, expected: Float32Array): void {
  expect(found).toHaveLength(expected.length);
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  expected.forEach((value, i) => expect(Math.abs(found[i] - value) / scale).toBeLessThan(tolerance));
}
