import { wrapped, type Direction } from './coordinates';

/**
 * Normalised energy correlators of a jet at one power beta of the angles: sums over pairs and triples of the product
 * of momentum shares `z = pt / sum pt` and of angles `R^beta`.
 */
export interface Correlators {
  /** All pairs. */
  readonly e2: number;
  /** Triples with the smallest angle, the two smallest, and all three (Moult et al. 2016, arXiv 1609.07483, eq. 3.3). */
  readonly e3: readonly [number, number, number];
}

/** Correlators at beta = 0, 1 and 2 at once. O(n^3). */
export function correlatorsOf(
  constituents: readonly Direction[],
): readonly [Correlators, Correlators, Correlators] {
  const n = constituents.length;
  const total = constituents.reduce((sum, { pt }) => sum + pt, 0);
  const z = Float64Array.from(constituents, ({ pt }) => pt / total);
  const angles = anglesOf(constituents);
  const pairs = new Float64Array(3);
  const triples = new Float64Array(9);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const zz = z[i] * z[j];
      const a = angles[i * n + j];
      pairs[0] += zz;
      pairs[1] += zz * a;
      pairs[2] += zz * a * a;
      for (let k = 0; k < j; k++) {
        addTriple(triples, zz * z[k], [a, angles[i * n + k], angles[j * n + k]]);
      }
    }
  }
  const at = (beta: number): Correlators => ({
    e2: pairs[beta],
    e3: [triples[3 * beta], triples[3 * beta + 1], triples[3 * beta + 2]],
  });
  return [at(0), at(1), at(2)];
}

function addTriple(triples: Float64Array, zzz: number, [a, b, c]: readonly [number, number, number]): void {
  const one = Math.min(a, b, c);
  const all = a * b * c;
  const two = one > 0 ? all / Math.max(a, b, c) : 0;
  triples[0] += zzz;
  triples[1] += zzz;
  triples[2] += zzz;
  triples[3] += zzz * one;
  triples[4] += zzz * two;
  triples[5] += zzz * all;
  triples[6] += zzz * one * one;
  triples[7] += zzz * two * two;
  triples[8] += zzz * all * all;
}

/** Distances in pseudorapidity and azimuth, `[n, n]`. */
function anglesOf(constituents: readonly Direction[]): Float64Array {
  const n = constituents.length;
  const angles = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const deta = constituents[i].eta - constituents[j].eta;
      const dphi = wrapped(constituents[i].phi - constituents[j].phi);
      angles[i * n + j] = Math.sqrt(deta * deta + dphi * dphi);
      angles[j * n + i] = angles[i * n + j];
    }
  }
  return angles;
}
