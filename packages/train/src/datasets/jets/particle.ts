/** Energy and momentum in GeV; the beam runs along z, the jet's hard particle along x. */
export interface FourVector {
  readonly e: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What a parton is to the shower: all quarks and antiquarks are one kind, without mass. */
export type Flavour = 'gluon' | 'quark';

/**
 * A particle of the event's history. Energies are fixed from the hard particle downwards, masses then follow from
 * the leaves upwards, and directions last. The first of two daughters has the opening angle `1 - cos` to the other.
 */
export interface HistoryNode {
  /** GeV. */
  readonly energy: number;
  /** GeV^2; 0 for a leaf. */
  readonly massSquared: number;
  readonly split?: {
    readonly daughters: readonly [HistoryNode, HistoryNode];
    readonly oneMinusCos: number;
  };
}

/** Magnitude of the momentum in GeV. */
export function momentumOf({ energy, massSquared }: HistoryNode): number {
  return Math.sqrt(Math.max(0, energy * energy - massSquared));
}

/** The mother of two daughters with an opening angle: `m^2 = m1^2 + m2^2 + 2 (E1 E2 - p1 p2 cos)`. */
export function joined(daughters: readonly [HistoryNode, HistoryNode], oneMinusCos: number): HistoryNode {
  const [first, second] = daughters;
  const momenta = momentumOf(first) * momentumOf(second);
  const energies = first.energy * second.energy;
  const massSquared =
    first.massSquared + second.massSquared + 2 * (energies - momenta) + 2 * momenta * oneMinusCos;
  return { energy: first.energy + second.energy, massSquared, split: { daughters, oneMinusCos } };
}

/** Invariant mass in GeV of the sum of particles. */
export function massOf(particles: readonly FourVector[]): number {
  const { e, x, y, z } = sumOf(particles);
  return Math.sqrt(Math.max(0, e * e - x * x - y * y - z * z));
}

/** The sum of particles. */
export function sumOf(particles: readonly FourVector[]): FourVector {
  let [e, x, y, z] = [0, 0, 0, 0];
  for (const particle of particles) {
    e += particle.e;
    x += particle.x;
    y += particle.y;
    z += particle.z;
  }
  return { e, x, y, z };
}
