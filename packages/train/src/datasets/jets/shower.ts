import { fragment } from './fragmentation';
import { joined, type Flavour, type HistoryNode } from './particle';
import type { Random } from '../random';
import { cutOffGeV, proposalsOf, type Branching } from './splittings';

/** A parton at the start of its shower. */
export interface ShowerStart {
  readonly flavour: Flavour;
  /** GeV. */
  readonly energy: number;
  /** Largest opening angle of its branchings, as `1 - cos`. */
  readonly oneMinusCos: number;
}

/**
 * Angular-ordered parton shower (Marchesini and Webber 1984, doi:10.1016/0550-3213(84)90463-2): the opening angle
 * falls from branching to branching, which is what the interference of soft gluons leaves. The ordering variable is
 * `1 - cos`, whose logarithm is uniform for collinear radiation; energies are shared by the splitting functions,
 * and it ends where the transverse momentum `z (1 - z) E theta` would fall below the cut-off; then hadrons form.
 * The masses that the branchings give are exact for these energies and angles.
 */
export function shower(start: ShowerStart, random: Random): HistoryNode {
  const branching = nextBranching(start, random);
  if (branching === undefined) return fragment(start, random);
  const { flavours, fraction, oneMinusCos } = branching;
  const daughter = (flavour: Flavour, energy: number) => shower({ flavour, energy, oneMinusCos }, random);
  const first = daughter(flavours[0], fraction * start.energy);
  const second = daughter(flavours[1], (1 - fraction) * start.energy);
  return joined([first, second], oneMinusCos);
}

/**
 * Veto algorithm (Sjostrand, Mrenna and Skands 2006, hep-ph/0603175): the next angle below the last by
 * a bound on the rate, then kept with the ratio of the true rate to the bound.
 */
function nextBranching(
  { flavour, energy, oneMinusCos: largest }: ShowerStart,
  random: Random,
): (Branching & { readonly oneMinusCos: number }) | undefined {
  const { exp, log } = random.math;
  const lowest = (8 * cutOffGeV * cutOffGeV) / (energy * energy);
  if (largest <= lowest) return undefined;
  const share = cutOffGeV / (energy * Math.sqrt(2 * largest));
  const { rate, propose, acceptance } = proposalsOf(flavour, (1 - Math.sqrt(1 - 4 * share)) / 2, random.math);
  let oneMinusCos = largest;
  for (;;) {
    oneMinusCos *= exp(log(random.uniform()) / rate);
    if (oneMinusCos <= lowest) return undefined;
    const branching = propose(random);
    const softness = branching.fraction * (1 - branching.fraction) * energy;
    const scale = 2 * oneMinusCos * softness * softness;
    if (scale > cutOffGeV * cutOffGeV && random.uniform() < acceptance(branching, scale)) {
      return { ...branching, oneMinusCos };
    }
  }
}
