import type { ErrorObject } from 'ajv/dist/2020.js';

/**
 * Of the errors under an `anyOf`, those of the alternative that a value means: the first one of the value's type, the
 * first of all where none is. Other errors stay.
 */
export function ofMeantAlternatives(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors
    .filter(({ keyword }) => keyword === 'anyOf')
    .reduce((left, failure) => withoutOthers(left, failure), [...errors]);
}

function withoutOthers(errors: readonly ErrorObject[], failure: ErrorObject): ErrorObject[] {
  const { schemaPath, instancePath, schema } = failure;
  const alternatives = (schema as readonly unknown[]).map((_, index) => `${schemaPath}/${index}/`);
  const hasItsType = (alternative: string) =>
    !errors.some(
      (error) =>
        error.keyword === 'type' &&
        error.instancePath === instancePath &&
        error.schemaPath.startsWith(alternative),
    );
  const meant = alternatives.find(hasItsType) ?? alternatives[0];
  return errors.filter(
    (error) =>
      error !== failure &&
      (!error.schemaPath.startsWith(`${schemaPath}/`) || error.schemaPath.startsWith(meant)),
  );
}
