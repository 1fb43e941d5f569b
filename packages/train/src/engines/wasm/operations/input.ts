import { placeValue } from '../draft';
import type { OperationReading } from './reading';

/** The session writes the examples; nothing to compute. */
export const input: OperationReading<'input'> = {
  forward: (draft, { id }) => placeValue(draft, id),
  backward: () => undefined,
};
