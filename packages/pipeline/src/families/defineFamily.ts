import type { TObject } from '@sinclair/typebox';
import type { Family } from './family';

/** Makes a family; the list in `families/index.ts` is where it becomes known. */
export function defineFamily<C extends TObject>(description: Family<C>): Family<C> {
  return description;
}
