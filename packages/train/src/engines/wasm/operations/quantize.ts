import { isPerChannel, type Fixed } from '@nx-codesign/ir';
import { floatRangeOf } from '../../floatRange';
import { placeLike, planBackwardCall, planForwardCall } from '../draft';
import type { Address, Kernels } from '../kernels';
import { planChannelMask, planChannelRounding } from '../channelFormats';
import { planLearnedBackward, planLearnedForward } from '../learned/quantizer';
import { quantizeMask } from '../masks';
import type { OperationReading } from './reading';
import { bytesIn } from '../places';

/** `clamp(floor(x / step + 1/2)) step` of weights and of values; straight-through inside the range. */
export const quantize: OperationReading<'quantize'> = {
  forward(draft, { x, format, id }) {
    const learned = draft.learned?.quantizers.get(id);
    if (learned) return planLearnedForward(draft, learned);
    const from = draft.places[x];
    const to = placeLike(draft, from);
    if (isPerChannel(format)) {
      planChannelRounding(draft, { from, to, format });
      return to;
    }
    const round = rounding(format);
    planForwardCall(draft, to, (k, examples) => round(k, from.address, to.address, bytesIn(to, examples)));
    return to;
  },
  backward(draft, { x, id, format }, gradient) {
    const { places, gradients, learned } = draft;
    const quantizer = learned?.quantizers.get(id);
    if (quantizer) return planLearnedBackward(draft, { id, quantizer }, gradient);
    const from = places[x];
    if (isPerChannel(format)) planChannelMask(draft, { from, gradient, format });
    else if (!gradients.masked.has(id)) {
      const { source, low, high } = quantizeMask(from.address, format);
      planBackwardCall(draft, from, (k, examples) =>
        k.maskRange(gradient, gradient, source, bytesIn(from, examples), low, high),
      );
    }
    gradients.contribute(x, gradient);
  },
};

/** A call that rounds to a format. */
export function rounding(format: Fixed): (kernels: Kernels, x: Address, y: Address, bytes: number) => void {
  const { low, high } = floatRangeOf(format);
  const step = 2 ** -format.fraction;
  return (k, x, y, bytes) => k.quantize(x, y, bytes, step, low, high);
}
