import { placeValue, planForwardCall } from '../draft';
import type { OperationReading } from './reading';
import { bytesIn } from '../places';

/** `y = x < 0 ? x 2^-slopeShift : x`. */
export const leakyRelu: OperationReading<'leakyRelu'> = {
  forward(draft, { x, id, slopeShift }) {
    const from = draft.places[x];
    const to = placeValue(draft, id);
    const slope = 2 ** -slopeShift;
    planForwardCall(draft, to, (k, rows) => k.leakyRelu(from.address, to.address, bytesIn(to, rows), slope));
    return to;
  },
  backward({ places, gradients, calls }, { x, slopeShift }, gradient) {
    const from = places[x];
    const slope = 2 ** -slopeShift;
    calls.backward.push((k, rows) => k.leakyReluBackward(gradient, from.address, bytesIn(from, rows), slope));
    gradients.contribute(x, gradient);
  },
};
