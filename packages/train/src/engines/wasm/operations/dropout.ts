import { dropoutSeed, dropoutThreshold } from '../../dropoutMask';
import { placeLike, planBackwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { bytesIn, rowsIn, type KernelCall, type Place } from '../places';
import type { Numbered, OperationReading } from './reading';

/** In training a share of the values is 0 and the rest is divided by what is left; elsewhere a copy. */
export const dropout: OperationReading<'dropout'> = {
  forward(draft, operation) {
    const from = draft.places[operation.x];
    const to = placeLike(draft, from);
    draft.calls.training.push(drop(operation, { place: from, x: from.address, y: to.address }));
    draft.calls.inference.push((k, examples) => k.copy(from.address, to.address, bytesIn(to, examples)));
    return to;
  },
  backward(draft: PlanDraft, operation, gradient) {
    const place = draft.places[operation.x];
    planBackwardCall(draft, place, drop(operation, { place, x: gradient, y: gradient }));
    draft.gradients.contribute(operation.x, gradient);
  },
};

/** The same call makes the values and their gradients: the mask is computed anew. */
function drop(
  { id, rate }: Numbered<'dropout'>,
  { place, x, y }: { readonly place: Place; readonly x: Address; readonly y: Address },
): KernelCall {
  const { rows, columns, stride } = place;
  const threshold = dropoutThreshold(rate);
  const factor = 1 / (1 - rate);
  return (k, examples, { first, seed }) => {
    const own = dropoutSeed(seed, id);
    k.dropout(x, y, rowsIn(place, examples), columns, stride, first * rows, own, threshold, factor);
  };
}
