import { CodesignError } from '@nx-codesign/ir';
import { placeValue, planForwardCall } from '../draft';
import { bytesIn } from '../places';
import type { OperationReading } from './reading';

/** `y = a b`, element by element; the gradient of each factor is the other times that of the product. */
export const multiply: OperationReading<'multiply'> = {
  forward(draft, { a, b, id, layer }) {
    const [first, second] = [draft.places[a], draft.places[b]];
    if (!first.perExample || !second.perExample) throw unsupportedProduct(layer);
    const to = placeValue(draft, id);
    planForwardCall(draft, to, (k, examples) =>
      k.multiplyElements(first.address, second.address, to.address, bytesIn(to, examples)),
    );
    return to;
  },
  backward(draft, { a, b, id }, gradient) {
    const { places, gradients, calls } = draft;
    const place = places[id];
    const wanted = [a, b].filter((factor) => gradients.wanted(factor));
    wanted.forEach((factor, i) => {
      const isLast = i === wanted.length - 1;
      // The last takes the product's own place: nothing reads its gradient any more.
      const target = isLast ? gradient : gradients.room(factor);
      // Of the two factors the one that `factor` is not; of a square the value itself.
      const other = places[factor === a ? b : a].address;
      calls.backward.push((k, examples) =>
        k.multiplyElements(gradient, other, target, bytesIn(place, examples)),
      );
      gradients.contribute(factor, target);
    });
  },
};

function unsupportedProduct(layer: string): CodesignError {
  return new CodesignError(
    'engine.unsupported',
    `Layer '${layer}' multiplies a weight element by element: the engine multiplies values only. Use a dense layer.`,
  );
}
