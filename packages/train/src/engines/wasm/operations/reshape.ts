import type { OperationReading } from './reading';

/** Another name for the same row. */
export const reshape: OperationReading<'reshape'> = {
  forward: ({ places }, { x }) => places[x],
  backward: ({ gradients }, { x }, gradient) => gradients.contribute(x, gradient),
};
