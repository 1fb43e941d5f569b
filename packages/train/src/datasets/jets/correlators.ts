import { wrapped, type Direction } from './coordinates';

/**
 * Normalised energy correlators of a jet at one power beta of the angles: sums over pairs and triples of the product
 * of momentum shares `z = pt / sum pt` and of angles `R^beta`.
 */
export interface Correlators {
  /** All pairs. */
  readonly e2: number;
  /** Triples with the smallest angle, the two smallest, and all three (Moult et al. 2016, arXiv 1609.07483). */
  readonly e3: readonly [number, number, number];
}

/** Correlators at beta = 0, 1 and 2 at once. O(n^3). */
export function correlatorsOf(
  constituents: readonly Direction[],
): readonly [Correlators, Correlators, Correlators] {
  const total = constituents.reduce((sum, { pt }) => sum + pt, 0);
  const shares = Float64Array.from(constituents, ({ pt }) => pt / total);
  const angles = anglesOf(constituents);
  const pairs = pairSums(shares, angles);
  const triples = tripleSums(shares, angles);
  return [
    { e2: pairs[0], e3: [triples[0], triples[0], triples[0]] },
    { e2: pairs[1], e3: [triples[1], triples[2], triples[3]] },
    { e2: pairs[2], e3: [triples[4], triples[5], triples[6]] },
  ];
}

function pairSums(z: Float64Array, angles: Float64Array): Float64Array {
  const n = z.length;
  const sums = new Float64Array(3);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const zz = z[i] * z[j];
      const angle = angles[i * n + j];
      sums[0] += zz;
      sums[1] += zz * angle;
      sums[2] += zz * angle * angle;
    }
  }
  return sums;
}

/** `[beta 0, beta 1: smallest, two smallest, all, beta 2: the same]`. */
function tripleSums(z: Float64Array, angles: Float64Array): Float64Array {
  const n = z.length;
  const sums = new Float64Array(7);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const zz = z[i] * z[j];
      const a = angles[i * n + j];
      for (let k = 0; k < j; k++) {
        const b = angles[i * n + k];
        const c = angles[j * n + k];
        const zzz = zz * z[k];
        const least = smallest(a, b, c);
        const all = a * b * c;
        const largest = a > b ? (a > c ? a : c) : b > c ? b : c;
        const two = all > 0 ? all / largest : 0;
        sums[0] += zzz;
        sums[1] += zzz * least;
        sums[2] += zzz * two;
        sums[3] += zzz * all;
        sums[4] += zzz * least * least;
        sums[5] += zzz * two * two;
        sums[6] += zzz * all * all;
      }
    }
  }
  return sums;
}

function smallest(a: number, b: number, c: number): number {
  const least = a < b ? a : b;
  return c < least ? c : least;
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
