import { CodesignError } from '@nx-codesign/ir';

export interface Comparison {
  readonly vectors: number;
  /** Vectors in which at least one element differs. */
  readonly mismatches: number;
  readonly first?: {
    readonly vector: number;
    readonly element: number;
    readonly expected: number;
    readonly actual: number;
  };
}

/**
 * Compares two arrays of integers `[vectors, elements]` exactly; there is no tolerance.
 * Throws `flows.badShape` if either has another length than the shape says.
 */
export function compareIntegers(
  expected: Int32Array,
  actual: Int32Array,
  shape: readonly [vectors: number, elements: number],
): Comparison {
  const [vectors, elements] = shape;
  for (const [name, { length }] of Object.entries({ expected, actual })) {
    if (length === vectors * elements) continue;
    const message = `The ${name} results have ${length} integers; ${vectors} vectors of ${elements} need ${vectors * elements}.`;
    throw new CodesignError('flows.badShape', message);
  }
  let mismatches = 0;
  let first: Comparison['first'];
  for (let vector = 0; vector < vectors; vector += 1) {
    const start = vector * elements;
    let element = 0;
    while (element < elements && expected[start + element] === actual[start + element]) element += 1;
    if (element === elements) continue;
    mismatches += 1;
    first ??= { vector, element, expected: expected[start + element], actual: actual[start + element] };
  }
  return { vectors, mismatches, first };
}
