import { placeValue, planForwardCall } from '../draft';
import { planScatter } from '../scatter';
import { planTaps } from '../taps';
import type { OperationReading } from './reading';

/** The largest over the axis before the last; its gradient goes to the first of equals. */
export const max: OperationReading<'max'> = {
  forward(draft, { x, id }) {
    const { address, exampleBytes, offsets, positions, taps, tapCount } = planTaps(draft, { x, id });
    const to = placeValue(draft, id);
    planForwardCall(draft, to, (k, examples) =>
      k.maxTaps(
        ...([address, exampleBytes, to.address, examples, offsets, positions, taps, tapCount] as const),
        to.stride,
      ),
    );
    return to;
  },
  backward(draft, { x, id }, gradient) {
    const { address: y, stride } = draft.places[id];
    const rows = planTaps(draft, { x, id });
    const { address, exampleBytes, offsets, positions, taps, tapCount } = rows;
    planScatter(draft, rows, (k, examples, { target, mask: { source, low, high } }) =>
      k.maxTapsBackward(
        ...([gradient, y, address, target, exampleBytes, examples, offsets, positions] as const),
        ...([taps, tapCount, stride, source, low, high] as const),
      ),
    );
    draft.gradients.release(gradient);
  },
};
