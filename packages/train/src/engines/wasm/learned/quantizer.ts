import type { ValueId } from '@nx-codesign/ir';
import { placeLike, planBackwardCall, planForwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { bytesIn, type Place } from '../places';
import type { LearnedQuantizer } from './learnedDraft';

/** Plans the forward call of a quantiser whose widths are learned. */
export function planLearnedForward(draft: PlanDraft, quantizer: LearnedQuantizer): Place {
  const from = draft.places[quantizer.x];
  const to = placeLike(draft, from);
  const { bytes, fractions, low, high } = quantizer;
  planForwardCall(draft, to, (k, rows) =>
    k.learnedQuantize(from.address, to.address, rowsOf(to, bytes, rows), bytes, fractions, low, high),
  );
  return to;
}

/** Plans its backward call; the gradient of its value lies at `gradient`. */
export function planLearnedBackward(
  draft: PlanDraft,
  { id, quantizer }: { id: ValueId; quantizer: LearnedQuantizer },
  gradient: Address,
): void {
  const { places, gradients } = draft;
  const from = places[quantizer.x];
  const { address: rounded } = places[id];
  const { bytes, low, high, range, gradient: fractionGradient } = quantizer;
  const saturated = range ? 1 : 0;
  planBackwardCall(draft, from, (k, rows) => {
    const { address } = from;
    const count = rowsOf(from, bytes, rows);
    k.learnedQuantizeBackward(
      ...([gradient, address, rounded, count, bytes, low, high, saturated, fractionGradient] as const),
    );
  });
  gradients.contribute(quantizer.x, gradient);
}

/** Rows of one format per element: one of a kernel, one per example and position of a value. */
function rowsOf(place: Place, bytes: number, examples: number): number {
  return bytesIn(place, examples) / bytes;
}
