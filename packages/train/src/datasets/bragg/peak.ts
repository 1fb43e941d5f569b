import type { Random } from '../random';
import { ellipseOf, type PseudoVoigt } from './pseudoVoigt';

/** What the patches show; lengths in pixels, intensities in counts of the detector. */
export interface PatchPhysics {
  /** Largest distance of the peak from the middle of the patch along each axis. */
  readonly offsetPx: number;
  /** Full width at half maximum along each of the peak's axes, least and most. */
  readonly widthPx: readonly [number, number];
  /** Height of the peak above the background, least and most; uniform in its logarithm. */
  readonly peakCounts: readonly [number, number];
  /** Mean background, least and most. */
  readonly backgroundCounts: readonly [number, number];
  /** Standard deviation of the detector's own noise. */
  readonly readNoiseCounts: number;
  /** Probability of each of two possible neighbours. */
  readonly neighbours: number;
}

/** The means of one patch. */
export interface Scene {
  /** First the peak to locate, then its neighbours. */
  readonly peaks: readonly PseudoVoigt[];
  readonly background: number;
}

/** Neighbours have their centre this far from the peak's, in pixels, so that their tails reach into an 11x11 patch. */
const neighbourDistancePx = [7, 11] as const;
const mostNeighbours = 2;

/** Draws a peak, its background and its neighbours; `middle` is the middle of the patch in pixels. */
export function drawScene(physics: PatchPhysics, middle: number, random: Random): Scene {
  const { offsetPx } = physics;
  const offset = () => offsetPx * (2 * random.uniform() - 1);
  const centre = [middle + offset(), middle + offset()] as const;
  const peak = drawPeak(physics, centre, random);
  // The peak to locate is the brightest of its surroundings, else the label would not follow from the patch.
  const dimmer = { ...physics, peakCounts: [physics.peakCounts[0], peak.amplitude] as const };
  const background = between(physics.backgroundCounts, random);
  const neighbours: PseudoVoigt[] = [];
  for (let trial = 0; trial < mostNeighbours; trial++) {
    if (random.uniform() < physics.neighbours) neighbours.push(drawNeighbour(dimmer, centre, random));
  }
  return { peaks: [peak, ...neighbours], background };
}

function drawNeighbour(
  physics: PatchPhysics,
  [column, row]: readonly [number, number],
  random: Random,
): PseudoVoigt {
  const distance = between(neighbourDistancePx, random);
  const [cos, sin] = random.direction();
  return drawPeak(physics, [column + distance * cos, row + distance * sin], random);
}

function drawPeak(
  { widthPx, peakCounts }: PatchPhysics,
  centre: readonly [number, number],
  random: Random,
): PseudoVoigt {
  const { exp, log } = random.math;
  const [least, most] = peakCounts;
  const amplitude = least * exp(random.uniform() * log(most / least));
  const widths = [between(widthPx, random), between(widthPx, random)] as const;
  return { amplitude, centre, shape: ellipseOf(widths, random.direction()), fraction: random.uniform() };
}

function between([low, high]: readonly [number, number], random: Random): number {
  return low + (high - low) * random.uniform();
}
