import { type CategoricalParameter, type Choice } from '../spaces/space';
import { type Density } from './density';

/** Each choice by one more than its number of observations (Bergstra et al. 2011, section 4.2, even prior). */
export function createCategoricalDensity(
  { choices }: CategoricalParameter,
  observed: readonly Choice[],
): Density {
  const weights = new Map(choices.map((choice) => [choice, 1]));
  for (const value of observed) weights.set(value, (weights.get(value) ?? 0) + 1);
  const total = choices.length + observed.length;
  return {
    sample(random) {
      let place = random.integer(0, total - 1);
      for (const [choice, weight] of weights) {
        if (place < weight) return choice;
        place -= weight;
      }
      return choices[0];
    },
    logDensity: (value) => Math.log((weights.get(value) ?? 0) / total),
  };
}
