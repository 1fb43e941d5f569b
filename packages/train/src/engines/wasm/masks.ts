import { isPerChannel, type Fixed, type ValueId } from '@nx-codesign/ir';
import { floatRangeOf } from '../floatRange';
import type { PlanDraft } from './draft';
import type { Address } from './kernels';

/** The gradient passes where the value at `source` lies in `low ... high`. */
export interface Mask {
  readonly source: Address;
  readonly low: number;
  readonly high: number;
}

/** Smallest float32 above zero: `x >= smallestPositive` is `x > 0`. */
const smallestPositive = 2 ** -149;

/** A relu passes the gradient where its result is above zero. */
export function reluMask(result: Address): Mask {
  return { source: result, low: smallestPositive, high: Infinity };
}

/** Straight-through estimator: a quantiser passes the gradient inside the format's range (Jacob et al. 2018). */
export function quantizeMask(x: Address, format: Fixed): Mask {
  const { low, high } = floatRangeOf(format);
  const step = 2 ** -format.fraction;
  return { source: x, low: low * step, high: high * step };
}

/**
 * The mask of the relu, the quantiser, or the quantised relu whose result a value is, for its only reader to apply
 * as it writes the gradient. Those operations then pass the gradient on unchanged. A reshape that moves nothing is
 * looked through.
 */
export function takeMask(draft: PlanDraft, id: ValueId): Mask | undefined {
  const { program, places, readers, gradients } = draft;
  if (readers[id] !== 1) return undefined;
  const operation = program.operations[id];
  switch (operation.kind) {
    case 'reshape':
      return places[id].address === places[operation.x].address ? takeMask(draft, operation.x) : undefined;
    case 'relu':
      gradients.masked.add(id);
      return reluMask(places[id].address);
    case 'quantize':
      return takeQuantizeMask(draft, { id, x: operation.x, format: operation.format });
    default:
      return undefined;
  }
}

function takeQuantizeMask(
  { program, places, readers, gradients, learned }: PlanDraft,
  { id, x, format }: { id: ValueId; x: ValueId; format: Fixed | readonly Fixed[] },
): Mask | undefined {
  if (isPerChannel(format) || !places[id].perExample || learned?.quantizers.has(id)) return undefined;
  gradients.masked.add(id);
  const mask = quantizeMask(places[x].address, format);
  if (program.operations[x].kind !== 'relu' || readers[x] !== 1) return mask;
  gradients.masked.add(x);
  return { ...mask, low: Math.max(mask.low, smallestPositive) };
}
