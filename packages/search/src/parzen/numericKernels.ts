import { type Random } from '../random/random';
import { type Scale, scaleOf } from '../spaces/scale';
import { type NumericParameter } from '../spaces/space';
import { type Kernels } from './kernels';
import { normalMass } from './normalDistribution';

/** Deviations are not below the range over this (or over the number of kernels, if fewer), as in Hyperopt. */
const FINEST_DEVIATIONS = 100;

/** One normal distribution per kernel, cut off at the parameter's bounds. */
interface Normals {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Logarithm of what lies between the bounds, and of the deviation where densities are per unit. */
  readonly logScales: Float64Array;
  /** Per kernel the first one that is the same; for integers only. */
  readonly twins: readonly number[];
}

const LOG_ROOT_TAU = 0.5 * Math.log(2 * Math.PI);

/**
 * The kernel of a number is a normal distribution around it on the parameter's scale (Bergstra et al. 2011, section 4.1);
 * its deviation is the larger gap to the neighbours, clipped. The prior, and the kernel of a genotype without the gene,
 * lie in the middle and are as wide as the range.
 */
export function createNumericKernels(
  parameter: NumericParameter,
  observed: readonly (number | undefined)[],
): Kernels {
  const scale = scaleOf(parameter);
  const normals = normalsOf(
    scale,
    observed.map((value) => (value === undefined ? undefined : scale.toCoordinate(value))),
  );
  const known = new Map<number, Float64Array>();
  return {
    sample: (kernel, random) =>
      scale.toValue(sampleNormal(normals.means[kernel], normals.deviations[kernel], scale, random)),
    addLogDensities(value, sums) {
      const number = value as number;
      if (scale.high <= scale.low) return;
      if (!scale.cell) return addDensities(normals, scale.toCoordinate(number), sums);
      const masses = known.get(number) ?? massesOf(normals, scale.cell(number));
      known.set(number, masses);
      for (let kernel = 0; kernel < sums.length; kernel++) sums[kernel] += masses[kernel];
    },
  };
}

function normalsOf(scale: Scale, coordinates: readonly (number | undefined)[]): Normals {
  const { low, high, cell } = scale;
  const range = high - low;
  const means = new Float64Array(coordinates.length + 1).fill((low + high) / 2);
  const deviations = new Float64Array(means.length).fill(range);
  coordinates.forEach((mean, kernel) => {
    if (mean !== undefined) means[kernel] = mean;
  });
  const present = coordinates.flatMap((mean, kernel) => (mean === undefined ? [] : [kernel]));
  present.sort((a, b) => means[a] - means[b]);
  const finest = range / Math.min(FINEST_DEVIATIONS, present.length + 2);
  present.forEach((kernel, position) => {
    const gap = largerGap(position, { order: present, means, scale });
    deviations[kernel] = Math.min(Math.max(finest, gap), range);
  });
  const logScales = means.map((mean, kernel) => {
    const deviation = deviations[kernel];
    const mass = range > 0 ? normalMass((low - mean) / deviation, (high - mean) / deviation) : 1;
    return Math.log(mass) + (cell ? 0 : LOG_ROOT_TAU + Math.log(deviation));
  });
  const twins = cell ? twinsOf(means, deviations) : [];
  return { means, deviations, logScales, twins };
}

/** To the neighbours in order; of a single kernel to the bounds. */
function largerGap(
  position: number,
  { order, means, scale }: { order: readonly number[]; means: Float64Array; scale: Scale },
): number {
  const mean = means[order[position]];
  if (order.length === 1) return Math.max(mean - scale.low, scale.high - mean);
  const before = position > 0 ? mean - means[order[position - 1]] : 0;
  const after = position < order.length - 1 ? means[order[position + 1]] - mean : 0;
  return Math.max(before, after);
}

function addDensities(
  { means, deviations, logScales }: Normals,
  coordinate: number,
  sums: Float64Array,
): void {
  for (let kernel = 0; kernel < sums.length; kernel++) {
    const z = (coordinate - means[kernel]) / deviations[kernel];
    sums[kernel] -= 0.5 * z * z + logScales[kernel];
  }
}

/** Of many kernels of few integers most are alike, and a mass is dear: each different one is integrated once. */
function massesOf(normals: Normals, [from, to]: readonly [number, number]): Float64Array {
  const { means, deviations, logScales, twins } = normals;
  const masses = new Float64Array(means.length);
  for (let kernel = 0; kernel < masses.length; kernel++) {
    if (twins[kernel] < kernel) {
      masses[kernel] = masses[twins[kernel]];
      continue;
    }
    const [mean, deviation] = [means[kernel], deviations[kernel]];
    const mass = normalMass((from - mean) / deviation, (to - mean) / deviation);
    masses[kernel] = Math.log(Math.max(mass, Number.MIN_VALUE)) - logScales[kernel];
  }
  return masses;
}

/** Per kernel the first one of the same mean and deviation. */
function twinsOf(means: Float64Array, deviations: Float64Array): number[] {
  const first = new Map<string, number>();
  return Array.from(means, (mean, kernel) => {
    const key = `${mean} ${deviations[kernel]}`;
    const twin = first.get(key) ?? kernel;
    first.set(key, twin);
    return twin;
  });
}

/** By rejection: means lie within the bounds and deviations within the range, so about one in two or three hits. */
function sampleNormal(mean: number, deviation: number, { low, high }: Scale, random: Random): number {
  if (high <= low) return low;
  for (;;) {
    const coordinate = mean + deviation * random.normal();
    if (coordinate >= low && coordinate <= high) return coordinate;
  }
}
