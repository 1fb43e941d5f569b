import type { PortableMath } from '../../engines/wasm';
import { arctangent, wrapped, type Direction } from './coordinates';

/** Nearer constituents belong to the hardest one's own core. */
const coreRadius = 0.1;

/**
 * Rotated angles `[eta, phi]` of each constituent, hardest first: relative to the hardest, turned around its axis so
 * that the hardest constituent beyond a distance of 0.1 lies at negative phi, and mirrored in eta where more
 * transverse momentum lay below the hardest than above. As the conversion script of the LHC jet images does
 * (`rotate_and_reflect`), after de Oliveira et al. (arXiv 1511.05190) and, for the turn of the momenta, arXiv 1704.02124.
 */
export function rotatedAngles(
  constituents: readonly Direction[],
  math: PortableMath,
): (readonly [number, number])[] {
  const [hardest] = constituents;
  const vectors = constituents.map(({ pt, eta, phi }) => {
    const [deta, dphi] = [eta - hardest.eta, wrapped(phi - hardest.phi)];
    const growth = math.exp(deta);
    return {
      pt,
      deta,
      radius: Math.sqrt(deta * deta + dphi * dphi),
      x: pt * math.cos(dphi),
      y: pt * math.sin(dphi),
      z: (pt * (growth - 1 / growth)) / 2,
    };
  });
  const second = vectors.find(({ radius }) => radius > coreRadius);
  const [cos, sin] = second === undefined ? [1, 0] : turnOf(second);
  const below = vectors.reduce((sum, { pt, deta }) => sum + (deta < 0 ? pt : 0), 0);
  const above = vectors.reduce((sum, { pt, deta }) => sum + (deta > 0 ? pt : 0), 0);
  const mirror = below > above ? -1 : 1;
  return vectors.map(({ x, y, z }) => {
    const [turnedY, turnedZ] = [cos * y - sin * z, sin * y + cos * z];
    const transverse = Math.sqrt(x * x + turnedY * turnedY);
    const slope = Math.abs(turnedZ) / transverse;
    const eta = math.log(slope + Math.sqrt(1 + slope * slope));
    return [mirror * (turnedZ < 0 ? -eta : eta), arctangent(turnedY, Math.abs(x))];
  });
}

/** Cosine and sine of a quarter turn beyond the angle from z to y. */
function turnOf({ y, z }: { readonly y: number; readonly z: number }): readonly [number, number] {
  const length = Math.sqrt(y * y + z * z);
  return [-y / length, z / length];
}
