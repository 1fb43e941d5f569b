import { type Genotype } from '../spaces/genotype';
import { scaleOf } from '../spaces/scale';
import { type Choice, type Parameter, type Space } from '../spaces/space';

/**
 * A genotype as numbers: per number its coordinate on its scale, per category one 0 or 1 for each choice. A gene that
 * is absent lies below all values, and in no choice.
 */
export function encoderOf(space: Space): (genotype: Genotype) => number[] {
  const encoders = Object.entries(space).map(([name, parameter]) => {
    const encode = encodeGene(parameter);
    return (genotype: Genotype) => encode(genotype[name]);
  });
  return (genotype) => encoders.flatMap((encode) => encode(genotype));
}

function encodeGene(parameter: Parameter): (value: Choice | undefined) => number[] {
  if (parameter.kind === 'categorical') {
    return (value) => parameter.choices.map((choice) => (choice === value ? 1 : 0));
  }
  const { low, high, toCoordinate } = scaleOf(parameter);
  return (value) => [value === undefined ? 2 * low - high - 1 : toCoordinate(value as number)];
}
