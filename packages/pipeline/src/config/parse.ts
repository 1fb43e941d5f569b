import Ajv2020, { type ErrorObject } from 'ajv/dist/2020.js';
import { CodesignError } from '@nx-codesign/ir';
import { familyOf } from '../families';
import { islandContradictions } from '../islands/islandContradictions';
import { dataSetContradictions } from './dataSetContradictions';
import { ofMeantAlternatives } from './alternatives';
import { parseJson } from './parseJson';
import { problemOf } from './problems';
import { taskContradictions } from './taskContradictions';
import { withSilentChoices } from './silentChoices';
import { tagOf, type Kinds } from './slices/tagOf';
import { codesignSchema, type CodesignConfig } from './schema';

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  useDefaults: true,
  strict: true,
  discriminator: true,
});
const validate = ajv.compile<CodesignConfig>(judgedByKind(codesignSchema));

/**
 * Reads the text of a codesign.json and fills in its defaults. `file` is named in errors.
 * Throws one CodesignError that lists all problems: path, value, what is allowed, nearest valid key.
 */
export function parseConfig(text: string, file: string): CodesignConfig {
  const value = withSilentChoices(parseJson(text, file));
  if (!validate(value)) throw new CodesignError('config.invalid', messageOf(file, validate.errors ?? []));
  const problems = [...contradictions(value)];
  if (problems.length > 0) throw new CodesignError('config.invalid', listOf(file, problems));
  return value;
}

/**
 * The schema with ajv's own keyword that judges an object of several kinds by its tag alone, and fills in that
 * kind's defaults. The published schema goes without: other validators do not know it.
 */
function judgedByKind(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const judged = (_: string, value: unknown) => (hasKinds(value) ? judgedByTag(value) : value);
  return JSON.parse(JSON.stringify(schema), judged) as Record<string, unknown>;
}

function hasKinds(value: unknown): value is Kinds {
  return typeof value === 'object' && value !== null && 'oneOf' in value;
}

/** A kind may be the one that is meant where the tag is not there; by then `withSilentChoices` has filled it in. */
function judgedByTag(schema: Kinds): Kinds {
  const tag = tagOf(schema) ?? '';
  const oneOf = schema.oneOf?.map((kind) => ({
    ...kind,
    required: [...new Set([...(kind.required ?? []), tag])],
  }));
  const judged = { ...schema, discriminator: { propertyName: tag }, oneOf };
  return judged;
}

function messageOf(file: string, errors: readonly ErrorObject[]): string {
  // A branch of an `if` reports its own problems.
  const named = ofMeantAlternatives(errors).filter(({ keyword }) => keyword !== 'if');
  return listOf(file, [...new Set(named.map(problemOf))]);
}

function listOf(file: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${file} has ${count}:`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}

/** What no JSON Schema can say: values that exclude each other. */
function* contradictions({ task, dataset, search, localSearch, ...rest }: CodesignConfig): Generator<string> {
  yield* dataSetContradictions(dataset);
  yield* taskContradictions({ task, search, ...rest });
  yield* islandContradictions(search.algorithm);
  const { epochs = [] } = search.fidelity ?? {};
  if (epochs.some((end, rung) => rung > 0 && end <= epochs[rung - 1]))
    yield `search.fidelity.epochs is [${epochs.join(', ')}]; each must be above the one before`;
  const space = search.space as Readonly<Record<string, unknown>>;
  const bounds = familyOf(search.space).bounds.map((key) => [`search.space.${key}`, space[key]]);
  for (const [path, [low, high]] of Object.entries({
    ...(Object.fromEntries(bounds) as Record<string, [number, number]>),
    'localSearch.learningRate': localSearch.learningRate,
    'localSearch.weightDecay': localSearch.weightDecay,
    'localSearch.epochs': localSearch.epochs,
  })) {
    if (low > high) yield `${path} is [${low}, ${high}]; the first must not be above the second`;
  }
}
