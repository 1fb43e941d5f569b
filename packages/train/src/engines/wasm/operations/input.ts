import { placeLike, placeValue } from '../draft';
import { takesAnyLayout } from '../layouts';
import type { OperationReading } from './reading';

/** The session writes the examples; nothing to compute. */
export const input: OperationReading<'input'> = {
  forward(draft, { id, shape }) {
    if (!takesAnyLayout(draft.program, draft.fusions, id)) return placeValue(draft, id);
    const columns = shape.at(-1)!;
    const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
    const stride = columns * Float32Array.BYTES_PER_ELEMENT;
    return placeLike(draft, { address: 0, rows, columns, stride, perExample: true });
  },
  backward: () => undefined,
};
