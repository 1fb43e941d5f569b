import { createPortableMath } from '../../engines/wasm';
import { randomStreams, type Random } from '../random';
import { drawScene, type PatchPhysics, type Scene } from './peak';
import { poisson } from './poisson';
import { intensityAt } from './pseudoVoigt';

/** How many patches, how large, and what they show. */
export interface PatchOptions extends PatchPhysics {
  readonly count: number;
  /** Pixels along each side of a patch, an odd number. */
  readonly patch: number;
  readonly seed: number;
}

/** The detector's counts are 16 bits wide. */
export const mostCounts = 65535;

/**
 * Simulated patches with Bragg peaks: `x: [count, patch, patch]`, whole counts of the detector, and
 * `y: [count, 2]`, the true centre as column and row in pixels from the middle of the patch. Patch i depends on the
 * seed and i alone, so fewer patches are a prefix of more. O(count x patch^2).
 */
export function generatePatches(options: PatchOptions): { x: Float32Array; y: Float32Array } {
  const { count, patch, seed } = options;
  const middle = (patch - 1) / 2;
  const x = new Float32Array(count * patch * patch);
  const y = new Float32Array(count * 2);
  const streams = randomStreams(seed, createPortableMath());
  for (let index = 0; index < count; index++) {
    const random = streams.next().value;
    const scene = drawScene(options, middle, random);
    const [column, row] = scene.peaks[0].centre;
    y[2 * index] = column - middle;
    y[2 * index + 1] = row - middle;
    detect(
      scene,
      { counts: x.subarray(index * patch * patch, (index + 1) * patch * patch), ...options },
      random,
    );
  }
  return { x, y };
}

/** Fills in the counts of one patch: photons by Poisson, then normal noise, rounded and clamped to 16 bits. */
function detect(
  { peaks, background }: Scene,
  { counts, patch, readNoiseCounts }: { counts: Float32Array; patch: number; readNoiseCounts: number },
  random: Random,
): void {
  for (let pixel = 0; pixel < counts.length; pixel++) {
    const column = pixel % patch;
    const row = (pixel - column) / patch;
    let mean = background;
    for (const peak of peaks) mean += intensityAt(peak, [column, row], random.math);
    const [noise] = random.normalPair();
    const value = Math.floor(poisson(mean, random) + readNoiseCounts * noise + 0.5);
    counts[pixel] = Math.min(mostCounts, Math.max(0, value));
  }
}
