import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearestName } from '@nx-codesign/ir';

/** One line for a validation error: path, value, what is allowed, and the nearest valid key. */
export function problemOf(error: ErrorObject): string {
  const path = pathOf(error.instancePath);
  const got = error.data === undefined ? '' : `is ${short(error.data)}; `;
  const { params } = error as { params: Record<string, unknown> };
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, String(params['additionalProperty']), error.parentSchema?.['properties']);
    case 'required':
      return `${join(path, String(params['missingProperty']))} is missing; ${descriptionOf(error, params)}`;
    case 'enum':
      return `${path} ${got}${oneOf(error.data, params['allowedValues'] as unknown[])}`;
    case 'const':
      return `${path} ${got}${oneOf(error.data, [params['allowedValue']])}`;
    case 'discriminator':
      return unknownKind(path, params, error.parentSchema?.['oneOf']);
    case 'type':
      return `${path} ${got}must be ${withArticle(String(params['type']))}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${path} ${got}${rangeOf(error.parentSchema ?? {})}`;
    default:
      return `${path} ${got}${error.message ?? error.keyword}`;
  }
}

function pathOf(pointer: string): string {
  const parts = pointer.split('/').slice(1);
  if (parts.length === 0) return 'the file';
  return parts.map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

function join(path: string, key: string): string {
  return path === 'the file' ? key : `${path}.${key}`;
}

function unknownKey(path: string, key: string, properties: unknown): string {
  const allowed = Object.keys((properties ?? {}) as object).filter((name) => !name.startsWith('$'));
  const nearest = nearestName(key, allowed);
  const hint = nearest === undefined ? '' : `did you mean "${nearest}"? `;
  return `${join(path, key)} is not a key; ${hint}Allowed: ${allowed.join(', ')}`;
}

/** Objects of several kinds name theirs in a key, the tag. */
function unknownKind(path: string, params: Record<string, unknown>, kinds: unknown): string {
  const { tag, tagValue } = params as { tag: string; tagValue?: unknown };
  const allowed = (kinds as { properties: Record<string, { const?: unknown }> }[]).map(
    ({ properties }) => properties[tag].const,
  );
  const got = tagValue === undefined ? 'is missing' : `is ${short(tagValue)}`;
  return `${join(path, tag)} ${got}; ${oneOf(tagValue, allowed)}`;
}

function descriptionOf(error: ErrorObject, params: Record<string, unknown>): string {
  const properties = (error.parentSchema?.['properties'] ?? {}) as Record<string, { description?: string }>;
  return properties[String(params['missingProperty'])]?.description ?? 'it has no default';
}

function oneOf(data: unknown, allowed: readonly unknown[]): string {
  const names = allowed.map(String);
  const nearest = typeof data === 'string' ? nearestName(data, names) : undefined;
  const hint = nearest === undefined ? '' : `did you mean "${nearest}"? `;
  return `${hint}Allowed: ${names.join(', ')}`;
}

function rangeOf(schema: Record<string, unknown>): string {
  const bounds = [
    ['minimum', 'at least'],
    ['exclusiveMinimum', 'above'],
    ['maximum', 'at most'],
    ['exclusiveMaximum', 'below'],
  ].flatMap(([keyword, words]) =>
    schema[keyword] === undefined ? [] : [`${words} ${String(schema[keyword])}`],
  );
  return `must be ${bounds.join(' and ')}`;
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
