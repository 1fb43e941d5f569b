import { type Static, type TSchema } from '@sinclair/typebox';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { CodesignError } from './error';
import { suggestName } from './nearestName';

/** Checks that a value obeys a schema; throws a `CodesignError` that says where, what is allowed and what is there. */
export type SchemaCheck<T> = (value: unknown, where: string) => T;

/**
 * Turns a JSON Schema into a check, which is compiled at its first call: a program that only loads this package, such as a
 * worker thread, does not wait for the checks of all layers. Its errors have the codes `<prefix>.unknownKey`, `<prefix>.missingKey` and
 * `<prefix>.invalid`; `where` of the check starts their messages.
 */
export function compileSchema<S extends TSchema>(schema: S, prefix: string): SchemaCheck<Static<S>> {
  let validate: ValidateFunction | undefined;
  return (value, where) => {
    validate ??= (compiler ??= new Ajv2020({ strict: true, verbose: true })).compile(schema);
    if (!validate(value)) throw schemaError(validate.errors![0], prefix, where);
    return value as Static<S>;
  };
}

/** One for all schemas: it compiles the schema of schemas, which takes longer than most of ours. */
let compiler: Ajv2020 | undefined;

function schemaError(error: ErrorObject, prefix: string, where: string): CodesignError {
  const path =
    error.instancePath === '' ? where : `${where}, ${error.instancePath.slice(1).replaceAll('/', '.')}`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      const allowed = Object.keys(error.parentSchema?.properties ?? {});
      return new CodesignError(
        `${prefix}.unknownKey`,
        `${path}: unknown key '${key}'. ${suggestName(key, allowed)}`,
      );
    }
    case 'required':
      return new CodesignError(
        `${prefix}.missingKey`,
        `${path}: the key '${error.params.missingProperty}' is missing.`,
      );
    default: {
      const got = JSON.stringify(error.data) ?? 'nothing';
      return new CodesignError(
        `${prefix}.invalid`,
        `${path}: ${expectation(error)}, got ${got}.${suggestion(error)}`,
      );
    }
  }
}

function expectation({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  return message ?? `fails ${keyword}`;
}

function suggestion({ keyword, params, data }: ErrorObject): string {
  if (keyword !== 'enum' || typeof data !== 'string') return '';
  return ` ${suggestName(data, (params.allowedValues as unknown[]).map(String))}`;
}
