import { joined, momentumOf, type HistoryNode } from './particle';
import type { Random } from '../random';
import { shower } from './shower';

/** A resonance: mass and width in GeV. */
export interface Resonance {
  readonly massGeV: number;
  readonly widthGeV: number;
}

/** Masses within 0.3 GeV of, and widths as, Particle Data Group 2024 (doi:10.1103/PhysRevD.110.030001). */
export const resonances = {
  W: { massGeV: 80.4, widthGeV: 2.085 },
  Z: { massGeV: 91.2, widthGeV: 2.495 },
  top: { massGeV: 172.8, widthGeV: 1.42 },
} as const;

/** Masses further from the peak are not made; W and b stay lighter than the top. */
const widestGeV = 20;
/** Radiation may leave no room for the decay's mass; after this many trials the decay goes without radiation. */
const mostTrials = 100;
/** Radiation of a decay's quarks fills at most the hemisphere around each. */
const hemisphere = 1;

/** A mass in GeV by Breit and Wigner, within 20 GeV of the peak: the inverse of its distribution function. */
export function breitWignerMass({ massGeV, widthGeV }: Resonance, random: Random): number {
  const { sin, cos } = random.math;
  for (;;) {
    const angle = Math.PI * (random.uniform() - 0.5);
    const offset = ((widthGeV / 2) * sin(angle)) / cos(angle);
    if (Math.abs(offset) < widestGeV) return massGeV + offset;
  }
}

/** W or Z of a given mass and energy (GeV) to two quarks with their showers. */
export function decayToQuarks(mass: number, energy: number, random: Random): HistoryNode {
  const quark = (quarkEnergy: number, oneMinusCos: number) =>
    shower({ flavour: 'quark', energy: quarkEnergy, oneMinusCos }, random);
  return decay({ mass, energy, second: { mass: 0, make: quark } }, random);
}

/** Top quark of a given mass and energy (GeV) to b W, the W to two quarks, with the showers of all three. */
export function decayOfTop(mass: number, energy: number, random: Random): HistoryNode {
  const wMass = breitWignerMass(resonances.W, random);
  const make = (wEnergy: number) => decayToQuarks(wMass, wEnergy, random);
  return decay({ mass, energy, second: { mass: wMass, make } }, random);
}

interface Decay {
  readonly mass: number;
  readonly energy: number;
  /** The second daughter, `make(energy, largest 1 - cos of its radiation)`; the first is a quark. */
  readonly second: { readonly mass: number; make(energy: number, oneMinusCos: number): HistoryNode };
}

/**
 * Decay to a quark and a second particle, isotropic in the rest frame (no polarisation). The energies are those
 * without radiation; radiation gives the daughters mass, and the opening angle then keeps the mother's mass exact.
 */
function decay({ mass, energy, second }: Decay, random: Random): HistoryNode {
  const momentum = Math.sqrt(energy * energy - mass * mass);
  const share = (mass * mass - second.mass * second.mass) / (2 * mass * mass);
  const firstEnergy = share * (energy + momentum * (2 * random.uniform() - 1));
  const secondEnergy = energy - firstEnergy;
  const bare = openingOf(mass, [
    { energy: firstEnergy, massSquared: 0 },
    { energy: secondEnergy, massSquared: second.mass * second.mass },
  ]);
  for (let trial = 0; ; trial++) {
    const largest = trial < mostTrials ? Math.min(bare, hemisphere) : 0;
    const first = shower({ flavour: 'quark', energy: firstEnergy, oneMinusCos: largest }, random);
    const daughters = [first, second.make(secondEnergy, largest)] as const;
    const oneMinusCos = openingOf(mass, daughters);
    if (trial === mostTrials || (oneMinusCos >= 0 && oneMinusCos <= 2)) return joined(daughters, oneMinusCos);
  }
}

/** `1 - cos` of the opening angle at which two particles have a given mass; outside 0 to 2 if they cannot. */
function openingOf(mass: number, [first, second]: readonly [HistoryNode, HistoryNode]): number {
  const momenta = momentumOf(first) * momentumOf(second);
  const excess = mass * mass - first.massSquared - second.massSquared;
  return (excess - 2 * (first.energy * second.energy - momenta)) / (2 * momenta);
}
