import type { PortableMath } from '../../engines/wasm';
import { directionOf, fourVectorOf, wrapped, type Direction } from './coordinates';
import { sumOf } from './particle';
import { rotatedAngles } from './rotation';

/**
 * The 16 features of each constituent, in the order of `constituentFeatures`; directions absolute, hardest first.
 * erel and ptrel are shares of the jet's energy and transverse momentum, etarel, phirel and deltaR distances from its
 * axis, costheta the cosine of the angle to the beam (tanh eta), costhetarel the same of the rotated angles.
 */
export function constituentFeaturesOf(constituents: readonly Direction[], math: PortableMath): number[][] {
  if (constituents.length === 0) return [];
  const momenta = constituents.map((each) => fourVectorOf(each, math));
  const jet = sumOf(momenta);
  const axis = directionOf(jet, math);
  const rotated = rotatedAngles(constituents, math);
  return constituents.map(({ pt, eta, phi }, rank) => {
    const { e, x, y, z } = momenta[rank];
    const [etarot, phirot] = rotated[rank];
    const [etarel, phirel] = [eta - axis.eta, wrapped(phi - axis.phi)];
    const deltaR = Math.sqrt(etarel * etarel + phirel * phirel);
    return [
      ...[x, y, z, e, e / jet.e, pt, pt / axis.pt, eta, etarel, etarot, phi, phirel, phirot, deltaR],
      ...[z / e, hyperbolicTangent(etarot, math)],
    ];
  });
}

function hyperbolicTangent(value: number, { exp }: PortableMath): number {
  const growth = exp(2 * value);
  return (growth - 1) / (growth + 1);
}
