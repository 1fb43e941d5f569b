import fc from 'fast-check';
import { type Genotype } from '../spaces/genotype';
import { type Choice, type Condition, type Parameter, type Space } from '../spaces/space';

const integer = fc
  .record({
    low: fc.integer({ min: 1, max: 9 }),
    span: fc.nat(9),
    step: fc.integer({ min: 1, max: 3 }),
    log: fc.boolean(),
  })
  .map(({ low, span, step, log }): Parameter => {
    const bounds = { kind: 'integer', low, high: low + span } as const;
    return log ? { ...bounds, log } : { ...bounds, step };
  });

const float = fc
  .record({
    low: fc.double({ min: 0.001, max: 10, noNaN: true }),
    ratio: fc.double({ min: 1.5, max: 1000, noNaN: true }),
    log: fc.boolean(),
  })
  .map(({ low, ratio, log }): Parameter => ({ kind: 'float', low, high: low * ratio, log }));

const categorical = fc
  .uniqueArray(fc.oneof(fc.nat(9), fc.boolean(), fc.constantFrom('relu', 'tanh', '1')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((choices): Parameter => ({ kind: 'categorical', choices }));

/** Valid spaces of 1 to 6 parameters, about half of them with one or two conditions on earlier ones; floats optional. */
export function arbitrarySpace({ floats }: { floats: 'some' | 'none' }): fc.Arbitrary<Space> {
  const parameter =
    floats === 'some' ? fc.oneof(integer, float, categorical) : fc.oneof(integer, categorical);
  const entry = fc.record({
    parameter,
    conditional: fc.boolean(),
    parent: fc.nat(5),
    bits: fc.integer({ min: 1, max: 1023 }),
  });
  return fc.array(entry, { minLength: 1, maxLength: 6 }).map((entries) => {
    const space: Record<string, Space[string]> = {};
    for (const [index, { parameter: own, conditional, parent, bits }] of entries.entries()) {
      const conditions = [parent, parent + bits].map((place) => {
        const on = `p${place % Math.max(index, 1)}`;
        return conditional && index > 0 ? [conditionOn(on, space[on], bits)] : [];
      });
      // One condition where both are on the same parameter, as two of them may contradict each other.
      const [[first] = [], [second] = []] = conditions;
      const when = first?.parameter === second?.parameter ? first : [first, second];
      space[`p${index}`] = when ? { ...own, when } : own;
    }
    return space;
  });
}

function conditionOn(name: string, parent: Parameter, bits: number): Condition {
  if (parent.kind === 'float')
    return { parameter: name, atLeast: parent.low + (parent.high - parent.low) / 2 };
  const values = listValues(parent);
  const chosen = values.filter((_, index) => (bits >> index) % 2 === 1);
  return { parameter: name, oneOf: chosen.length > 0 ? chosen : values };
}

/** The values of a parameter without floats, by counting up. */
export function listValues(parameter: Parameter): Choice[] {
  if (parameter.kind === 'categorical') return [...parameter.choices];
  const values: number[] = [];
  const step = parameter.kind === 'integer' ? (parameter.step ?? 1) : Infinity;
  for (let value = parameter.low; value <= parameter.high; value += step) values.push(value);
  return values;
}

/** All genotypes of a space without floats, by filtering the full product. */
export function listAll(space: Space): Genotype[] {
  return Object.entries(space).reduce<Genotype[]>(
    (prefixes, [name, parameter]) =>
      prefixes.flatMap((prefix) =>
        holds(parameter.when, prefix)
          ? listValues(parameter).map((value) => ({ ...prefix, [name]: value }))
          : [prefix],
      ),
    [{}],
  );
}

/** Whether a genotype has exactly its active parameters, each within its range. Written apart from the product code. */
export function isValid(space: Space, genotype: Genotype): boolean {
  const active = Object.keys(space).filter((name) => holds(space[name].when, genotype));
  if (active.join() !== Object.keys(genotype).join()) return false;
  return active.every((name) => {
    const [parameter, value] = [space[name], genotype[name]];
    if (parameter.kind !== 'float') return listValues(parameter).includes(value);
    return typeof value === 'number' && value >= parameter.low && value <= parameter.high;
  });
}

function holds(when: Space[string]['when'], genotype: Genotype): boolean {
  const conditions = when === undefined ? [] : ([when].flat() as Condition[]);
  return conditions.every(({ parameter, oneOf, atLeast }) => {
    if (!(parameter in genotype)) return false;
    const value = genotype[parameter];
    const listed = oneOf ? oneOf.some((other) => other === value) : true;
    return listed && (atLeast === undefined || Number(value) >= atLeast);
  });
}
