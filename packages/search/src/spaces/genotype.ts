import { type Choice, type Condition, type Parameter, type Space, type When } from './space';

/** The values of the active parameters, in the space's order. */
export type Genotype = Readonly<Record<string, Choice>>;

/** Gives the value of one active parameter; `chosen` holds the values of the parameters before it. */
export type GeneChooser = (name: string, parameter: Parameter, chosen: Genotype) => Choice;

/** The identity of a genotype as text, whatever the order of its entries. */
export function genotypeKey(genotype: Genotype): string {
  const names = Object.keys(genotype).sort();
  return names.map((name) => `${JSON.stringify(name)}:${textOf(genotype[name])}`).join();
}

/** Builds a genotype in the space's order, calling `choose` for each parameter whose condition holds. */
export function buildGenotype(space: Space, choose: GeneChooser): Genotype {
  const chosen: Record<string, Choice> = {};
  for (const [name, parameter] of Object.entries(space)) {
    if (isActive(parameter.when, chosen)) chosen[name] = choose(name, parameter, chosen);
  }
  return chosen;
}

/** Whether all of `when` holds for the values chosen so far; without conditions it does. */
export function isActive(when: When | undefined, chosen: Genotype): boolean {
  return conditionsOf(when).every((condition) => holds(condition, chosen));
}

/** The conditions that must all hold. */
export function conditionsOf(when: When | undefined): readonly Condition[] {
  if (when === undefined) return [];
  return isList(when) ? when : [when];
}

function isList(when: When): when is readonly Condition[] {
  return Array.isArray(when);
}

function holds({ parameter, oneOf, atLeast }: Condition, chosen: Genotype): boolean {
  const value = chosen[parameter];
  if (value === undefined) return false;
  if (oneOf !== undefined && !oneOf.includes(value)) return false;
  return atLeast === undefined || (typeof value === 'number' && value >= atLeast);
}

/** Text in quotes, so that it differs from the number or boolean that it spells. */
function textOf(value: Choice): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
