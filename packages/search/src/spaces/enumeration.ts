import { type Random } from '../random/random';
import { drawGene } from './drawGenotype';
import { type Genotype, genotypeKey, isActive } from './genotype';
import { integerCount } from './scale';
import { type Choice, type Parameter, type Space } from './space';

/** A float stands for this many random values, as its real ones are too many to list. */
const FLOAT_DRAWS = 8;

/** Whether every genotype can be listed: no float with more than one value. */
export function isFinite(space: Space): boolean {
  return Object.values(space).every(
    (parameter) => parameter.kind !== 'float' || parameter.low === parameter.high,
  );
}

/**
 * Finds genotypes whose keys are not in `seen`, one per call, undefined when all were seen. Goes on where the call
 * before stopped, as `seen` only grows: all calls together list a finite space once. A list with floats, which stand
 * for a few random values, starts anew when it ends.
 */
export function createUnseenFinder(
  space: Space,
  seen: ReadonlySet<string>,
  random: Random,
): () => Genotype | undefined {
  let list = listGenotypes(space, random);
  const next = () => {
    for (let { value, done } = list.next(); !done; { value, done } = list.next()) {
      if (!seen.has(genotypeKey(value as Genotype))) return value as Genotype;
    }
    return undefined;
  };
  return () => {
    const found = next();
    if (found !== undefined || isFinite(space)) return found;
    list = listGenotypes(space, random);
    return next();
  };
}

/** Every genotype of a finite space, once, each parameter from a random value on and then in turn. */
export function* listGenotypes(space: Space, random: Random): Generator<Genotype> {
  yield* extend(Object.entries(space), {}, random);
}

function* extend(
  rest: readonly [string, Space[string]][],
  chosen: Genotype,
  random: Random,
): Generator<Genotype> {
  if (rest.length === 0) {
    yield chosen;
    return;
  }
  const [[name, parameter], ...after] = rest;
  if (!isActive(parameter.when, chosen)) {
    yield* extend(after, chosen, random);
    return;
  }
  for (const value of valuesOf(parameter, random)) yield* extend(after, { ...chosen, [name]: value }, random);
}

function* valuesOf(parameter: Parameter, random: Random): Generator<Choice> {
  if (parameter.kind === 'float') {
    const draws = Array.from({ length: FLOAT_DRAWS }, () => drawGene(parameter, random));
    yield* new Set(draws);
    return;
  }
  const count = parameter.kind === 'integer' ? integerCount(parameter) : parameter.choices.length;
  const start = random.integer(0, count - 1);
  for (let index = 0; index < count; index++) {
    const position = (start + index) % count;
    if (parameter.kind === 'integer') yield parameter.low + position * (parameter.step ?? 1);
    else yield parameter.choices[position];
  }
}
