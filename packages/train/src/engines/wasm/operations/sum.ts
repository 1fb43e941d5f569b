import { placeValue, planForwardCall } from '../draft';
import { planScatter } from '../scatter';
import { planTaps } from '../taps';
import type { OperationReading } from './reading';

/** The sum over the axis before the last. */
export const sum: OperationReading<'sum'> = {
  forward(draft, { x, id }) {
    const { address, exampleBytes, offsets, positions, taps, tapCount } = planTaps(draft, { x, id });
    const to = placeValue(draft, id);
    planForwardCall(draft, to, (k, examples) =>
      k.sumTaps(
        ...([address, exampleBytes, to.address, examples, offsets, positions, taps, tapCount] as const),
        to.stride,
      ),
    );
    return to;
  },
  backward(draft, { x, id }, gradient) {
    const { stride } = draft.places[id];
    const rows = planTaps(draft, { x, id });
    const { exampleBytes, offsets, positions, taps, tapCount } = rows;
    planScatter(draft, rows, (k, examples, { target, mask: { source, low, high } }) =>
      k.sumTapsBackward(
        ...([gradient, target, exampleBytes, examples, offsets, positions, taps, tapCount] as const),
        ...([stride, source, low, high] as const),
      ),
    );
    draft.gradients.release(gradient);
  },
};
