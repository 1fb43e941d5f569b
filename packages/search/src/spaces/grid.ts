import { type Genotype, isActive } from './genotype';
import { integerCount, scaleOf } from './scale';
import { type Choice, type Parameter, type Space } from './space';

/**
 * The full factorial grid of a space, the last parameter fastest: all integers from low to high, all categories as
 * they stand, `levels` values of each float from low to high, evenly on its scale; the middle if one.
 */
export function listGrid(space: Space, levels: number): Generator<Genotype, undefined> {
  return extend(Object.entries(space), {}, levels);
}

function* extend(
  rest: readonly [string, Space[string]][],
  chosen: Genotype,
  levels: number,
): Generator<Genotype, undefined> {
  if (rest.length === 0) {
    yield chosen;
    return;
  }
  const [[name, parameter], ...after] = rest;
  if (!isActive(parameter.when, chosen)) {
    yield* extend(after, chosen, levels);
    return;
  }
  for (const value of gridValues(parameter, levels))
    yield* extend(after, { ...chosen, [name]: value }, levels);
}

function* gridValues(parameter: Parameter, levels: number): Generator<Choice> {
  if (parameter.kind === 'categorical') {
    yield* parameter.choices;
  } else if (parameter.kind === 'integer') {
    const { low, step = 1 } = parameter;
    for (let place = 0; place < integerCount(parameter); place++) yield low + place * step;
  } else {
    const { low, high, toValue } = scaleOf(parameter);
    const share = (level: number) => (levels === 1 ? 0.5 : level / (levels - 1));
    const values = Array.from({ length: levels }, (_, level) => toValue(low + share(level) * (high - low)));
    yield* new Set(values);
  }
}
