import { placeLike, planBackwardCall, planForwardCall } from '../draft';
import type { OperationReading } from './reading';
import { bytesIn } from '../places';

/** `y = x < 0 ? x 2^-slopeShift : x`. */
export const leakyRelu: OperationReading<'leakyRelu'> = {
  forward(draft, { x, slopeShift }) {
    const from = draft.places[x];
    const to = placeLike(draft, from);
    const slope = 2 ** -slopeShift;
    planForwardCall(draft, to, (k, rows) => k.leakyRelu(from.address, to.address, bytesIn(to, rows), slope));
    return to;
  },
  backward(draft, { x, slopeShift }, gradient) {
    const from = draft.places[x];
    const slope = 2 ** -slopeShift;
    planBackwardCall(draft, from, (k, rows) =>
      k.leakyReluBackward(gradient, from.address, bytesIn(from, rows), slope),
    );
    draft.gradients.contribute(x, gradient);
  },
};
