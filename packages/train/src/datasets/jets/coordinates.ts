import type { PortableMath } from '../../engines/wasm';
import type { FourVector } from './particle';

/** Transverse momentum (GeV), pseudorapidity and azimuth (radian) of a particle without mass. */
export interface Direction {
  readonly pt: number;
  readonly eta: number;
  readonly phi: number;
}

/** Pseudorapidity `asinh(z / pt)` and azimuth of a momentum; the beam runs along z. */
export function directionOf({ x, y, z }: Omit<FourVector, 'e'>, { log }: PortableMath): Direction {
  const pt = Math.sqrt(x * x + y * y);
  const slope = Math.abs(z) / pt;
  const eta = log(slope + Math.sqrt(1 + slope * slope));
  return { pt, eta: z < 0 ? -eta : eta, phi: arctangent(y, x) };
}

/** Four-vector of a particle without mass. */
export function fourVectorOf({ pt, eta, phi }: Direction, { exp, sin, cos }: PortableMath): FourVector {
  const growth = exp(eta);
  return {
    e: (pt * (growth + 1 / growth)) / 2,
    x: pt * cos(phi),
    y: pt * sin(phi),
    z: (pt * (growth - 1 / growth)) / 2,
  };
}

/** An angle's equal from -pi to pi. */
export function wrapped(angle: number): number {
  if (angle > Math.PI) return angle - 2 * Math.PI;
  return angle < -Math.PI ? angle + 2 * Math.PI : angle;
}

const halvings = 2;
const seriesTerms = 17;

/**
 * Angle of the point (x, y) by additions, products and square roots alone, so that its bits are the same
 * everywhere: twice `tan(a / 2) = tan(a) / (1 + sqrt(1 + tan(a)^2))`, then the power series, whose
 * remainder is below 1e-14.
 */
export function arctangent(y: number, x: number): number {
  if (x === 0 && y === 0) return 0;
  if (x < 0) return (y < 0 ? -Math.PI : Math.PI) - arctangent(y, -x);
  let tangent = y / (x + Math.sqrt(x * x + y * y));
  for (let halving = 1; halving < halvings; halving++) tangent /= 1 + Math.sqrt(1 + tangent * tangent);
  const square = tangent * tangent;
  let sum = 0;
  for (let term = seriesTerms; term >= 0; term--) sum = 1 / (2 * term + 1) - square * sum;
  return 2 ** halvings * tangent * sum;
}
