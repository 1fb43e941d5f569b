import { type Random } from '../random/random';
import { type Choice } from '../spaces/space';

/** The kernels of one parameter: one per observed genotype, in their order, then the prior. */
export interface Kernels {
  /** A value from the kernel at a position. */
  sample(kernel: number, random: Random): Choice;
  /** Adds to each sum the natural logarithm of that kernel's density of a value (its probability unless a float). */
  addLogDensities(value: Choice, sums: Float64Array): void;
}
