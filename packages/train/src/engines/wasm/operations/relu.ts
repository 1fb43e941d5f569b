import { placeLike, planBackwardCall, planForwardCall } from '../draft';
import { reluMask } from '../masks';
import type { OperationReading } from './reading';
import { bytesIn } from '../places';

/** `y = max(x, 0)`; a relu right after a product or its bias is taken in by it. */
export const relu: OperationReading<'relu'> = {
  forward(draft, { x, id }) {
    const from = draft.places[x];
    if (draft.fusions.absorbed.has(id)) return from;
    const to = placeLike(draft, from);
    planForwardCall(draft, to, (k, rows) => k.relu(from.address, to.address, bytesIn(to, rows)));
    return to;
  },
  backward(draft, { x, id }, gradient) {
    const { places, gradients } = draft;
    const place = places[id];
    const { source, low, high } = reluMask(place.address);
    if (!gradients.masked.has(id)) {
      planBackwardCall(draft, place, (k, rows) =>
        k.maskRange(gradient, gradient, source, bytesIn(place, rows), low, high),
      );
    }
    gradients.contribute(x, gradient);
  },
};
