import { type Random } from '../random/random';
import { type Scale, scaleOf } from '../spaces/scale';
import { type NumericParameter } from '../spaces/space';
import { type Density } from './density';
import { normalDensity, normalMass } from './normalDistribution';

/** One normal distribution cut off at the parameter's bounds; `mass` is what lies between them. */
interface Kernel {
  readonly mean: number;
  readonly deviation: number;
  readonly mass: number;
}

/** Deviations are not below the range over this (or over the number of kernels, if fewer), as in Hyperopt. */
const FINEST_DEVIATIONS = 100;

/**
 * The mixture of one kernel per observation and a wide prior kernel in the middle, all of one weight (Bergstra et
 * al. 2011, section 4.1). A deviation is the larger gap to the neighbours, clipped. On the parameter's scale.
 */
export function createNumericDensity(parameter: NumericParameter, observed: readonly number[]): Density {
  const scale = scaleOf(parameter);
  const kernels = kernelsOf(scale, observed.map(scale.toCoordinate));
  return {
    sample: (random) =>
      scale.toValue(sampleKernel(kernels[random.integer(0, kernels.length - 1)], scale, random)),
    logDensity: (value) =>
      Math.log(Math.max(mixture(kernels, scale, value as number) / kernels.length, Number.MIN_VALUE)),
  };
}

function kernelsOf({ low, high }: Scale, coordinates: readonly number[]): Kernel[] {
  const range = high - low || 1;
  const prior = { mean: (low + high) / 2, isPrior: true };
  const sorted = [...coordinates.map((mean) => ({ mean, isPrior: false })), prior].sort(
    (a, b) => a.mean - b.mean,
  );
  const finest = range / Math.min(FINEST_DEVIATIONS, sorted.length + 1);
  return sorted.map(({ mean, isPrior }, index) => {
    const gaps = [sorted[index - 1], sorted[index + 1]].flatMap((other) =>
      other ? Math.abs(other.mean - mean) : [],
    );
    const deviation = isPrior ? range : Math.min(Math.max(finest, ...gaps), range);
    const mass = high > low ? normalMass((low - mean) / deviation, (high - mean) / deviation) : 1;
    return { mean, deviation, mass };
  });
}

/** The sum of the kernels' densities at a value, or of their masses in its cell. */
function mixture(kernels: readonly Kernel[], scale: Scale, value: number): number {
  const cell = scale.cell?.(value);
  if (cell) {
    return kernels.reduce((sum, { mean, deviation, mass }) => {
      return sum + normalMass((cell[0] - mean) / deviation, (cell[1] - mean) / deviation) / mass;
    }, 0);
  }
  const coordinate = scale.toCoordinate(value);
  return kernels.reduce((sum, { mean, deviation, mass }) => {
    return sum + normalDensity((coordinate - mean) / deviation) / (deviation * mass);
  }, 0);
}

/** By rejection: means lie within the bounds and deviations within the range, so about one in two or three hits. */
function sampleKernel({ mean, deviation }: Kernel, { low, high }: Scale, random: Random): number {
  if (high <= low) return low;
  for (;;) {
    const coordinate = mean + deviation * random.normal();
    if (coordinate >= low && coordinate <= high) return coordinate;
  }
}
