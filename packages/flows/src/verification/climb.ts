import type { InputStimulus } from '../gates/stimulus';
import type { ActivationDistance } from './activationDistance';
import { candidateVectors, inputRanges } from './candidateVectors';
import { coneLanes, type LaneCone } from './laneCone';
import type { FaultSite } from './signalGraph';
import { xorshift } from './xorshift';

/** Lanes that are compared with each other, the better ones of which take the place of the worse ones. */
const islandLanes = 32;
const replacedLanes = 8;
const selectionInterval = 16;
/** Inputs that one step changes. */
const changes = [1, 1, 2, 4];

export interface ClimbLimits {
  /** Steps of each lane; fewer in a design that takes several clock cycles for a step, so that it costs the same. */
  readonly steps: number;
  /** It ends when so many vectors have been found. */
  readonly vectors: number;
}

interface ClimbSetting {
  readonly stimulus: InputStimulus;
  readonly cone: LaneCone;
  readonly distance: ActivationDistance;
  /** The vectors that the cone reads. */
  readonly vectors: Int32Array;
}

/**
 * Looks for vectors that give a LUT's inputs a fault's assignment by changing a few inputs at a time and keeping what is
 * not worse: 256 climbs side by side, from vectors of all kinds, in islands of 32. The same in every run.
 */
export function climbToFault(
  site: FaultSite,
  { stimulus, cone, distance, vectors }: ClimbSetting,
  limits: ClimbLimits,
): Int32Array[] {
  const ranges = inputRanges(stimulus);
  const random = xorshift(3);
  const best = candidateVectors(stimulus, { count: coneLanes, seed: 3 });
  const least = new Float64Array(coneLanes).fill(Infinity);
  const found: Int32Array[] = [];
  vectors.set(best);
  const steps = Math.ceil(limits.steps / cone.cycles);
  for (let step = 0; step < steps && found.length < limits.vectors; step += 1) {
    if (step > 0) changeVectors(vectors, best, { ranges, random });
    const distances = evaluate(site, cone, distance);
    for (let lane = 0; lane < coneLanes; lane += 1) {
      if (distances[lane] > least[lane]) continue;
      least[lane] = distances[lane];
      const [from, to] = [lane * ranges.length, (lane + 1) * ranges.length];
      best.set(vectors.subarray(from, to), from);
      if (distances[lane] === 0 && found.length < limits.vectors) found.push(vectors.slice(from, to));
    }
    if ((step + 1) % selectionInterval === 0) {
      distance.observe();
      select(least, best, ranges.length);
    }
  }
  return found;
}

/** By lane: the least distance in any cycle. */
function evaluate(site: FaultSite, cone: LaneCone, distance: ActivationDistance): Float64Array {
  const distances = new Float64Array(coneLanes).fill(Infinity);
  cone.evaluate(() => {
    for (let lane = 0; lane < coneLanes; lane += 1)
      distances[lane] = Math.min(distances[lane], distance.of(site, lane));
  });
  return distances;
}

/** Makes each vector a known one with few inputs changed: to an extreme, by one, or to any value. */
function changeVectors(
  vectors: Int32Array,
  known: Int32Array,
  {
    ranges,
    random,
  }: {
    readonly ranges: readonly { readonly low: number; readonly high: number }[];
    readonly random: () => number;
  },
): void {
  vectors.set(known);
  for (let start = 0; start < vectors.length; start += ranges.length) {
    const count = changes[Math.floor(random() * changes.length)];
    for (let change = 0; change < count; change += 1) {
      const input = Math.floor(random() * ranges.length);
      const { low, high } = ranges[input];
      const [kind, value] = [random(), random()];
      const next = vectors[start + input] + (value < 0.5 ? 1 : -1);
      if (kind < 0.4) vectors[start + input] = value < 0.5 ? low : high;
      else if (kind < 0.6) vectors[start + input] = Math.max(low, Math.min(high, next));
      else vectors[start + input] = low + Math.floor(value * (high - low + 1));
    }
  }
}

/** Lets the best lanes of each island take the place of its worst. */
function select(least: Float64Array, best: Int32Array, inputs: number): void {
  for (let first = 0; first < coneLanes; first += islandLanes) {
    const lanes = Array.from({ length: islandLanes }, (_, index) => first + index);
    lanes.sort((a, b) => least[a] - least[b] || a - b);
    for (let index = 0; index < replacedLanes; index += 1) {
      const [from, to] = [lanes[index], lanes[islandLanes - 1 - index]];
      least[to] = least[from];
      best.copyWithin(to * inputs, from * inputs, (from + 1) * inputs);
    }
  }
}
