import { roundTo } from '@nx-codesign/ir';
import { placeLike, planBackwardCall, planForwardCall } from '../draft';
import { bytesIn } from '../places';
import type { Numbered, OperationReading } from './reading';

/** `y = x factor`, the factor rounded to its format where there is one. */
export const scale: OperationReading<'scale'> = {
  forward(draft, operation) {
    const from = draft.places[operation.x];
    const to = placeLike(draft, from);
    const factor = factorOf(operation);
    planForwardCall(draft, to, (k, examples) =>
      k.multiply(from.address, to.address, bytesIn(to, examples), factor),
    );
    return to;
  },
  backward(draft, operation, gradient) {
    const place = draft.places[operation.x];
    const factor = factorOf(operation);
    planBackwardCall(draft, place, (k, examples) =>
      k.multiply(gradient, gradient, bytesIn(place, examples), factor),
    );
    draft.gradients.contribute(operation.x, gradient);
  },
};

function factorOf({ factor, format }: Numbered<'scale'>): number {
  return format === undefined ? factor : roundTo(factor, format);
}
