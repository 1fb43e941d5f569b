import { CodesignError, nearestName } from '@nx-codesign/ir';
import type { Part } from './part';
import { parts } from './parts';

/**
 * The device of that name, whatever its case; an iCE40 is also found without the leading `ice40` (`hx8k-ct256`).
 * Throws `part.unknown`, which names the nearest part, if any is near, and lists all.
 */
export function findPart(name: string): Part {
  const wanted = name.trim().toLowerCase();
  const part = parts.find((each) => each.name === wanted || each.name === `ice40${wanted}`);
  if (part) return part;
  const names = parts.map((each) => each.name);
  const nearest = nearestPart(wanted, names);
  throw new CodesignError(
    'part.unknown',
    `The part '${name}' is not in the device table. ` +
      (nearest ? `Did you mean '${nearest}'? ` : '') +
      `Known parts: ${names.join(', ')}.`,
  );
}

/** Package and speed grade come last and are often left out, so a beginning counts before the edit distance. */
function nearestPart(wanted: string, names: readonly string[]): string | undefined {
  const begins = wanted.length >= 4 ? names.find((name) => name.startsWith(wanted)) : undefined;
  return begins ?? nearestName(wanted, names);
}
