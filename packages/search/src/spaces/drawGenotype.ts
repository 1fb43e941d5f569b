import { type Random } from '../random/random';
import { buildGenotype, type Genotype } from './genotype';
import { scaleOf } from './scale';
import { type Choice, type Parameter, type Space } from './space';

/** A random genotype: each active parameter evenly over its values (its logarithm where `log`). */
export function drawGenotype(space: Space, random: Random): Genotype {
  return buildGenotype(space, (_name, parameter) => drawGene(parameter, random));
}

/** A random value of one parameter. */
export function drawGene(parameter: Parameter, random: Random): Choice {
  if (parameter.kind === 'categorical')
    return parameter.choices[random.integer(0, parameter.choices.length - 1)];
  const { low, high, toValue } = scaleOf(parameter);
  return toValue(low + random.uniform() * (high - low));
}
