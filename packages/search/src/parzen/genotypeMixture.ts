import { type Random } from '../random/random';
import { buildGenotype, type Genotype } from '../spaces/genotype';
import { type Choice, type Parameter, type Space } from '../spaces/space';
import { createCategoricalKernels } from './categoricalKernels';
import { type Kernels } from './kernels';
import { createNumericKernels } from './numericKernels';

/** A distribution over the genotypes of a space. */
export interface GenotypeMixture {
  sample(random: Random): Genotype;
  /** Natural logarithm of the density of a genotype. */
  logDensity(genotype: Genotype): number;
}

/**
 * The multivariate Parzen estimator of genotypes (Bergstra et al. 2011, section 4; joint over the parameters as in
 * Falkner et al. 2018, arXiv:1807.01774, section 3.2): one kernel per genotype and a wide prior, all of one weight. A
 * kernel is a product over the parameters; where a genotype has no such gene its factor is the prior's, so that it is
 * a distribution over the whole conditional space.
 */
export function createGenotypeMixture(space: Space, genotypes: readonly Genotype[]): GenotypeMixture {
  const kernelsByName = new Map<string, Kernels>();
  for (const [name, parameter] of Object.entries(space)) {
    kernelsByName.set(name, kernelsOf(name, parameter, genotypes));
  }
  const sums = new Float64Array(genotypes.length + 1);
  return {
    sample(random) {
      const kernel = random.integer(0, genotypes.length);
      return buildGenotype(space, (name) => kernelsByName.get(name)!.sample(kernel, random));
    },
    logDensity(genotype) {
      sums.fill(0);
      for (const name of Object.keys(genotype))
        kernelsByName.get(name)!.addLogDensities(genotype[name], sums);
      return logMean(sums);
    },
  };
}

/** A distribution over the values of one parameter. */
export interface ParameterMixture {
  sample(random: Random): Choice;
  /** Natural logarithm of the density of a value. */
  logDensity(value: Choice): number;
}

/**
 * The Parzen estimators of single parameters, each of the genotypes that have it (Bergstra et al. 2011, section 4), by
 * name. Of good genotypes it recombines the values, which a joint estimator keeps together.
 */
export function createParameterMixtures(
  space: Space,
  genotypes: readonly Genotype[],
): ReadonlyMap<string, ParameterMixture> {
  const mixtures = Object.entries(space).map(([name, parameter]) => {
    const present = genotypes.filter((genotype) => name in genotype);
    return [name, mixtureOf(kernelsOf(name, parameter, present), present.length + 1)] as const;
  });
  return new Map(mixtures);
}

function mixtureOf(kernels: Kernels, count: number): ParameterMixture {
  const sums = new Float64Array(count);
  return {
    sample: (random) => kernels.sample(random.integer(0, count - 1), random),
    logDensity(value) {
      sums.fill(0);
      kernels.addLogDensities(value, sums);
      return logMean(sums);
    },
  };
}

function kernelsOf(name: string, parameter: Parameter, genotypes: readonly Genotype[]): Kernels {
  const observed = genotypes.map((genotype) => genotype[name]);
  if (parameter.kind === 'categorical') return createCategoricalKernels(parameter, observed);
  return createNumericKernels(parameter, observed as readonly (number | undefined)[]);
}

/** Logarithm of the mean of the exponentials. */
function logMean(logarithms: Float64Array): number {
  let most = -Infinity;
  for (const value of logarithms) most = Math.max(most, value);
  let sum = 0;
  for (const value of logarithms) sum += Math.exp(value - most);
  return most + Math.log(sum / logarithms.length);
}
