import { conditionsOf } from './genotype';
import {
  type CategoricalParameter,
  type Condition,
  type FloatParameter,
  type IntegerParameter,
  type Parameter,
  type Space,
} from './space';
import { SpaceError } from './spaceError';
import { takesValue } from './takesValue';

/**
 * Checks that every parameter has at least one value and every condition can hold.
 * Throws SpaceError with what was expected and what was found.
 */
export function checkSpace(space: Space): void {
  const names = Object.keys(space);
  if (names.length === 0) throw new SpaceError('The space has no parameters; give at least one.');
  names.forEach((name, index) => {
    const parameter = space[name];
    checkName(name);
    checkParameter(name, parameter);
    for (const condition of conditionsOf(parameter.when))
      checkCondition(name, condition, { space, earlier: names.slice(0, index) });
  });
}

function checkName(name: string): void {
  // JavaScript moves keys like "3" to the front, which would change the order of the parameters.
  if (/^\d*$/.test(name) || name === '__proto__') {
    throw new SpaceError(`A parameter needs a name that is not a number; got ${JSON.stringify(name)}.`, name);
  }
}

function checkParameter(name: string, parameter: Parameter): void {
  if (parameter.kind === 'integer') return checkInteger(name, parameter);
  if (parameter.kind === 'float') return checkFloat(name, parameter);
  if (parameter.kind === 'categorical') return checkChoices(name, parameter);
  const kind = JSON.stringify((parameter as { kind: unknown }).kind);
  throw new SpaceError(`${name}: kind must be integer, float or categorical; got ${kind}.`, name);
}

function checkInteger(name: string, { low, high, step, log }: IntegerParameter): void {
  for (const [bound, value] of Object.entries({ low, high })) {
    if (!Number.isSafeInteger(value)) throw expected(name, `a whole number as ${bound}`, value);
  }
  if (low > high) throw expected(name, `low <= high`, `${low} > ${high}`);
  if (step !== undefined && !(Number.isSafeInteger(step) && step >= 1))
    throw expected(name, 'a whole step >= 1', step);
  if (log && low < 1) throw expected(name, 'low >= 1 on a log scale', low);
  if (log && step !== undefined && step !== 1) throw expected(name, 'no step on a log scale', step);
}

function checkFloat(name: string, { low, high, log }: FloatParameter): void {
  for (const [bound, value] of Object.entries({ low, high })) {
    if (!Number.isFinite(value)) throw expected(name, `a finite number as ${bound}`, value);
  }
  if (low > high) throw expected(name, `low <= high`, `${low} > ${high}`);
  if (log && low <= 0) throw expected(name, 'low > 0 on a log scale', low);
}

function checkChoices(name: string, { choices }: CategoricalParameter): void {
  if (!Array.isArray(choices) || choices.length === 0) throw expected(name, 'at least one choice', choices);
  for (const choice of choices) {
    const valid =
      typeof choice === 'number' ? Number.isFinite(choice) : ['string', 'boolean'].includes(typeof choice);
    if (!valid) throw expected(name, 'text, finite numbers or booleans as choices', choice);
  }
  const repeated = choices.find((choice, index) => choices.indexOf(choice) !== index);
  if (repeated !== undefined)
    throw expected(name, 'choices that differ', `${JSON.stringify(repeated)} twice`);
}

function checkCondition(
  name: string,
  when: Condition,
  context: { space: Space; earlier: readonly string[] },
): void {
  const { parameter: on, oneOf, atLeast } = when;
  if (!context.earlier.includes(on)) {
    const known =
      context.earlier.length > 0 ? `one of ${context.earlier.join(', ')}` : 'none, as it comes first';
    throw expected(`${name}.when`, `an earlier parameter (${known})`, on);
  }
  if (oneOf === undefined && atLeast === undefined) throw expected(`${name}.when`, 'oneOf or atLeast', when);
  if (atLeast !== undefined && !Number.isFinite(atLeast))
    throw expected(`${name}.when`, 'a finite atLeast', atLeast);
  const parent = context.space[on];
  const unknown = oneOf?.find((value) => !takesValue(parent, value));
  if (unknown !== undefined) throw expected(`${name}.when.oneOf`, `values that ${on} can take`, unknown);
  const satisfiable = oneOf ? oneOf.some((value) => reaches(value, atLeast)) : canReach(parent, atLeast);
  if (!satisfiable) throw expected(`${name}.when`, `a condition that ${on} can meet`, when);
}

function canReach(parameter: Parameter, atLeast: number | undefined): boolean {
  if (parameter.kind === 'categorical') return parameter.choices.some((choice) => reaches(choice, atLeast));
  const step = parameter.kind === 'integer' ? (parameter.step ?? 1) : 0;
  const highest = step > 0 ? parameter.high - ((parameter.high - parameter.low) % step) : parameter.high;
  return reaches(highest, atLeast);
}

function reaches(value: unknown, atLeast: number | undefined): boolean {
  return atLeast === undefined || (typeof value === 'number' && value >= atLeast);
}

function expected(where: string, what: string, got: unknown): SpaceError {
  const shown = typeof got === 'string' || typeof got === 'number' ? String(got) : JSON.stringify(got);
  return new SpaceError(`${where}: expected ${what}; got ${shown}.`, where.split('.')[0]);
}
