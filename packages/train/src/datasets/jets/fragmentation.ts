import { joined, type HistoryNode } from './particle';
import type { Random } from '../random';

/** A parton that radiates no more. */
export interface LastParton {
  /** GeV. */
  readonly energy: number;
  /** Largest angle of its hadrons to it, as `1 - cos`: that of the branching it came from. */
  readonly oneMinusCos: number;
}

/** Standard deviation in GeV of a hadron's momentum across its parton, per direction. */
const transverseSpread = 0.35;
/** What is left below this energy in GeV is one hadron. */
const lastHadron = 2;

/**
 * Independent fragmentation (Field and Feynman 1978, doi:10.1016/0550-3213(78)90015-9): a chain
 * of hadrons, each with a share z of the energy left, of density `2 (1 - z)`, and a Gaussian transverse momentum.
 * Hadrons have no mass here, quarks and gluons fragment alike, and soft hadrons stay within the angle to which
 * coherence confines the parton's radiation.
 */
export function fragment({ energy, oneMinusCos: largest }: LastParton, random: Random): HistoryNode {
  if (energy < lastHadron) return { energy, massSquared: 0 };
  const left = Math.sqrt(random.uniform());
  const hadron = { energy: (1 - left) * energy, massSquared: 0 };
  const softness = left * hadron.energy;
  const transverseSquared = -2 * transverseSpread * transverseSpread * random.math.log(random.uniform());
  const oneMinusCos = Math.min(largest, transverseSquared / (2 * softness * softness));
  return joined([fragment({ energy: left * energy, oneMinusCos: largest }, random), hadron], oneMinusCos);
}
