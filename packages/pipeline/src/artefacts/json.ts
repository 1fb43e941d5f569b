import { sha256 } from '@nx-codesign/ir';

/** Values that JSON can hold. `undefined` properties are left out: a missing number is absent, never 0. */
export type Json = unknown;

/** The text of a JSON artefact: two spaces, keys in the order they were set, a newline at the end. */
export function artefactJson(value: Json): string {
  return `${JSON.stringify(finite(value), undefined, 2)}\n`;
}

/** One line of a JSON Lines artefact, with its newline. */
export function jsonLine(value: Json): string {
  return `${JSON.stringify(finite(value))}\n`;
}

/** Compact JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sorted(finite(value)));
}

/** sha256, in hexadecimal, of a value's canonical JSON. */
export function hashOf(value: Json): string {
  return sha256(canonicalJson(value));
}

/** JSON writes NaN and infinities as null, silently; an artefact must not hold them. */
function finite(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no place in an artefact; leave a missing number out`);
  }
  if (Array.isArray(value)) return value.map(finite);
  if (value === null || typeof value !== 'object') return value;
  if (ArrayBuffer.isView(value)) throw new TypeError('A typed array has no place in JSON');
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, finite(entry)]));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sorted(entry)]));
}
