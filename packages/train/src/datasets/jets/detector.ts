import { directionOf, wrapped, type Direction } from './coordinates';
import type { FourVector } from './particle';
import type { Random } from '../random';

/** How one kind of particle is seen. */
interface Response {
  /** Share of the jet's particles. */
  readonly share: number;
  /** Relative resolution in quadrature: `a / sqrt(E)`, constant `b`, `c E`, E in GeV. */
  readonly stochastic: number;
  readonly constant: number;
  readonly linear: number;
  /** Standard deviation of pseudorapidity and azimuth. */
  readonly angle: number;
}

/** A cell's width over sqrt(12): the standard deviation of a uniform position in it. */
const inCell = (width: number) => width / Math.sqrt(12);

/**
 * Charged hadrons in the tracker, photons in the electromagnetic and neutral hadrons in the hadronic calorimeter.
 * Shares, energy resolutions and cell widths (0.0174, 0.087) after CMS (2017, arXiv 1706.04965),
 * rounded; the tracker's linear term gives 1.8 % at 100 GeV.
 */
const responses: readonly Response[] = [
  { share: 0.65, stochastic: 0, constant: 0.01, linear: 0.00015, angle: 0.001 },
  { share: 0.25, stochastic: 0.028, constant: 0.003, linear: 0, angle: inCell(0.0174) },
  { share: 0.1, stochastic: 1.1, constant: 0.09, linear: 0, angle: inCell(0.087) },
];

/** Softer particles are not seen. */
export const thresholdGeV = 0.5;
/** Radius of the jet in pseudorapidity and azimuth around its hard particle. */
export const jetRadius = 0.8;

/** What a detector sees of particles near the x axis: smeared, above the threshold, within the jet's radius. */
export function detect(particles: readonly FourVector[], random: Random): Direction[] {
  return particles.map((particle) => smeared(particle, random)).filter(isInJet);
}

function smeared(particle: FourVector, random: Random): Direction {
  const { stochastic, constant, linear, angle } = responseOf(random.uniform());
  const { pt, eta, phi } = directionOf(particle, random.math);
  const inverseRoot = stochastic === 0 ? 0 : stochastic / Math.sqrt(particle.e);
  const growing = linear * particle.e;
  const resolution = Math.sqrt(inverseRoot * inverseRoot + constant * constant + growing * growing);
  const [energyShift] = random.normalPair();
  const [etaShift, phiShift] = random.normalPair();
  return {
    pt: pt * (1 + resolution * energyShift),
    eta: eta + angle * etaShift,
    phi: wrapped(phi + angle * phiShift),
  };
}

function responseOf(uniform: number): Response {
  let below = 0;
  return responses.find(({ share }) => uniform < (below += share)) ?? responses[0];
}

function isInJet({ pt, eta, phi }: Direction): boolean {
  return pt >= thresholdGeV && eta * eta + phi * phi < jetRadius * jetRadius;
}
