import type { Family } from './job';

/** Name of the file with the small adder modules of an emitted design. */
export const addersFile = 'adders.v';

/** The adder modules of an emitted design, built from a family's own cells. */
export function adderModules(_family: Family): string {
  throw new Error('TODO');
}
