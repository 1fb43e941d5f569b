import type { PortableMath } from '../../engines/wasm';
import type { Flavour } from './particle';
import type { Random } from '../random';

/** Colour factors of SU(3) (Particle Data Group 2024, doi:10.1103/PhysRevD.110.030001). */
export const colourFactors = { quark: 4 / 3, gluon: 3, gluonToQuarks: 1 / 2 } as const;
/** Quark flavours that are light against the scales of the shower: u, d, s, c, b. */
const quarkFlavours = 5;

/**
 * The coupling at the mass of the Z as final-state showers use it: a one-loop shower with the world average 0.118
 * radiates too little; 0.1365 is Pythia's Monash tune (Skands et al. 2014, arXiv 1404.5630).
 */
const couplingAtZ = 0.1365;
const zMassSquared = 91.19 * 91.19;
const beta0 = (33 - 2 * quarkFlavours) / (12 * Math.PI);

/** Transverse momentum in GeV at which the shower ends and hadrons form. */
export const cutOffGeV = 1;

/** A branching that was proposed: to which flavours, and the share of the energy that the first takes. */
export interface Branching {
  readonly flavours: readonly [Flavour, Flavour];
  /** Energy fraction of the first daughter. */
  readonly fraction: number;
}

/** Proposals of branchings at a rate above the true one, to be accepted with the ratio of the two. */
export interface Proposals {
  /** Branchings per unit of the logarithm of the ordering variable. */
  readonly rate: number;
  propose(random: Random): Branching;
  /** True rate over proposed rate at squared transverse momentum `scale` (GeV^2), in [0, 1]. */
  acceptance(branching: Branching, scale: number): number;
}

/** One-loop running coupling at the squared scale in GeV^2 (Particle Data Group 2024). */
export function strongCoupling(scale: number, { log }: PortableMath): number {
  return couplingAtZ / (1 + couplingAtZ * beta0 * log(scale / zMassSquared));
}

/**
 * Proposals with energy fractions from `smallest` to `1 - smallest` for the leading-order splitting functions
 * (Altarelli and Parisi 1977, doi:10.1016/0550-3213(77)90384-4): q to q g and g to g g below `2 C / (1 - z)`, with
 * the two equal gluons ordered so that only the second can be soft; g to q q below `T_R n_f`.
 */
export function proposalsOf(flavour: Flavour, smallest: number, math: PortableMath): Proposals {
  const { exp, log } = math;
  const colour = colourFactors[flavour];
  const logRatio = log((1 - smallest) / smallest);
  const largestCoupling = strongCoupling(cutOffGeV * cutOffGeV, math);
  const radiation = 2 * colour * logRatio;
  const pairs = flavour === 'gluon' ? colourFactors.gluonToQuarks * quarkFlavours * (1 - 2 * smallest) : 0;
  return {
    rate: (largestCoupling / (2 * Math.PI)) * (radiation + pairs),
    propose(random) {
      if (pairs > 0 && random.uniform() * (radiation + pairs) < pairs) {
        return { flavours: quarkPair, fraction: smallest + (1 - 2 * smallest) * random.uniform() };
      }
      return {
        flavours: flavour === 'quark' ? quarkAndGluon : twoGluons,
        fraction: 1 - smallest * exp(random.uniform() * logRatio),
      };
    },
    acceptance({ flavours, fraction }, scale) {
      return (kernel(flavours, fraction) * strongCoupling(scale, math)) / largestCoupling;
    },
  };
}

const quarkAndGluon: Branching['flavours'] = ['quark', 'gluon'];
const twoGluons: Branching['flavours'] = ['gluon', 'gluon'];
const quarkPair: Branching['flavours'] = ['quark', 'quark'];

/** Splitting function over its bound; z is the energy fraction of the first daughter. */
function kernel(flavours: Branching['flavours'], z: number): number {
  if (flavours === quarkAndGluon) return (1 + z * z) / 2;
  if (flavours === twoGluons) return z + (z * (1 - z) * (1 - z)) / 2;
  return z * z + (1 - z) * (1 - z);
}
