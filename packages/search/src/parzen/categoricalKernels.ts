import { type CategoricalParameter, type Choice } from '../spaces/space';
import { type Kernels } from './kernels';

/**
 * A kernel of a category gives it all but a share, which is spread evenly over all choices: one prior observation
 * over the number of kernels, as in Optuna's TPESampler. The prior, and a genotype without the gene, are even.
 */
export function createCategoricalKernels(
  { choices }: CategoricalParameter,
  observed: readonly (Choice | undefined)[],
): Kernels {
  const share = 1 / (observed.length + 1);
  const total = 1 + choices.length * share;
  const logHit = Math.log((1 + share) / total);
  const logMiss = Math.log(share / total);
  const logEven = -Math.log(choices.length);
  return {
    sample(kernel, random) {
      const even = choices[random.integer(0, choices.length - 1)];
      const own = observed[kernel];
      return own === undefined || random.uniform() * total >= 1 ? even : own;
    },
    addLogDensities(value, sums) {
      observed.forEach((own, kernel) => {
        sums[kernel] += own === undefined ? logEven : own === value ? logHit : logMiss;
      });
      sums[observed.length] += logEven;
    },
  };
}
