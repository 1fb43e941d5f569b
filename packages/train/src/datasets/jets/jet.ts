import type { PortableMath } from '../../engines/wasm';
import { directionOf, fourVectorOf, wrapped, type Direction } from './coordinates';
import { breitWignerMass, decayOfTop, decayToQuarks, resonances } from './decay';
import { detect, jetRadius } from './detector';
import { finalParticles } from './directions';
import { sumOf, type FourVector, type HistoryNode } from './particle';
import type { Random } from '../random';
import { shower } from './shower';

/** The classes by label, as in the hls4ml LHC jet data sets: what the jet began with. */
export const jetClasses = ['g', 'q', 'W', 'Z', 't'] as const;
export type JetClass = (typeof jetClasses)[number];

/** Transverse momentum of the hard particle, with the relative spread of the hls4ml sets (arXiv 1804.06913). */
const hardMomentumGeV = 1000;
const hardSpread = 0.01;

/** A simulated jet. */
export interface Jet {
  /** Before the detector: their sum is the hard particle. */
  readonly particles: readonly FourVector[];
  /** As detected, hardest first; angles relative to the beam and the hard particle's azimuth. */
  readonly detected: readonly Direction[];
  /** As detected, hardest first; angles relative to the axis of their sum. Empty if nothing was seen. */
  readonly constituents: readonly Direction[];
}

/** Simulates one jet of a class. */
export function simulateJet(jetClass: JetClass, random: Random): Jet {
  const [spread] = random.normalPair();
  const history = hardProcess[jetClass](hardMomentumGeV * (1 + hardSpread * spread), random);
  const particles = finalParticles(history, random);
  const seen = detect(particles, random);
  return { particles, detected: byMomentum(seen), constituents: relativeToAxis(seen, random.math) };
}

const hardProcess: Readonly<Record<JetClass, (momentum: number, random: Random) => HistoryNode>> = {
  g: (momentum, random) =>
    shower({ flavour: 'gluon', energy: momentum, oneMinusCos: widestAngle(random) }, random),
  q: (momentum, random) =>
    shower({ flavour: 'quark', energy: momentum, oneMinusCos: widestAngle(random) }, random),
  W: (momentum, random) => boson(breitWignerMass(resonances.W, random), momentum, random),
  Z: (momentum, random) => boson(breitWignerMass(resonances.Z, random), momentum, random),
  t(momentum, random) {
    const mass = breitWignerMass(resonances.top, random);
    return decayOfTop(mass, Math.sqrt(momentum * momentum + mass * mass), random);
  },
};

function boson(mass: number, momentum: number, random: Random): HistoryNode {
  return decayToQuarks(mass, Math.sqrt(momentum * momentum + mass * mass), random);
}

/** Radiation at wider angles than the jet's radius falls outside of it. */
function widestAngle({ math }: Random): number {
  return 1 - math.cos(jetRadius);
}

/** Hardest first; equal momenta keep the history's order. */
function byMomentum(seen: readonly Direction[]): Direction[] {
  return seen.toSorted((a, b) => b.pt - a.pt);
}

function relativeToAxis(seen: readonly Direction[], math: PortableMath): Direction[] {
  if (seen.length === 0) return [];
  const axis = directionOf(sumOf(seen.map((each) => fourVectorOf(each, math))), math);
  return byMomentum(seen).map(({ pt, eta, phi }) => ({
    pt,
    eta: eta - axis.eta,
    phi: wrapped(phi - axis.phi),
  }));
}
