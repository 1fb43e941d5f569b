import { buildGenotype, type Genotype } from './genotype';
import { roundFloat } from './scale';
import { type Space } from './space';
import { SpaceError } from './spaceError';
import { takesValue } from './takesValue';

/**
 * The genotype in the space's order, floats rounded to 6 significant digits.
 * Throws SpaceError if an active parameter is missing or out of range, or if an inactive or unknown one is given.
 */
export function canonicalGenotype(space: Space, genotype: Genotype): Genotype {
  const canonical = buildGenotype(space, (name, parameter) => {
    const value = Object.hasOwn(genotype, name) ? genotype[name] : undefined;
    if (value === undefined) throw new SpaceError(`Genotype: ${name} is active but missing.`, name);
    if (!takesValue(parameter, value)) {
      throw new SpaceError(`Genotype: ${name} cannot be ${JSON.stringify(value)}.`, name);
    }
    return parameter.kind === 'float' ? roundFloat(parameter, value as number) : value;
  });
  const extra = Object.keys(genotype).find((name) => !Object.hasOwn(canonical, name));
  if (extra === undefined) return canonical;
  const reason = Object.hasOwn(space, extra)
    ? 'its condition does not hold'
    : 'the space has no such parameter';
  throw new SpaceError(`Genotype: ${extra} must be absent, as ${reason}.`, extra);
}
