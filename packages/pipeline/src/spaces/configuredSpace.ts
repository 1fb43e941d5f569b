import { CodesignError } from '@nx-codesign/ir';
import { SpaceError } from '@nx-codesign/search';

/**
 * Does work on a space that codesign.json describes. What the search package refuses of the space becomes the
 * CodesignError `config.space`, which names the key; `keyOf` gives the key of a parameter.
 */
export function onConfiguredSpace<T>(keyOf: (parameter: string) => string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof SpaceError)) throw cause;
    const key = keyOf(cause.parameter ?? '');
    throw new CodesignError('config.space', `${key} gives no space to search: ${cause.message}`, { cause });
  }
}
