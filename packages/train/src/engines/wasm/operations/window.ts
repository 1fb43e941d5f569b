import { placeValue, planForwardCall, writeConstant, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { exampleBytes, type Place } from '../places';
import { planScatter } from '../scatter';
import type { Windows } from '../windowPlaces';
import { planWindows } from '../windows';
import type { OperationReading } from './reading';

/** Windows that a product or a pooling reads stay where they are; for all others they are copied out. */
export const window: OperationReading<'window'> = {
  forward(draft, operation) {
    const windows = planWindows(draft, operation);
    draft.windows.set(operation.id, windows);
    if (draft.fusions.absorbed.has(operation.id)) return draft.places[operation.x];
    const to = placeValue(draft, operation.id);
    const { from, into, blocks, bytes } = blocksOf(draft, windows, to);
    planForwardCall(draft, to, (k, examples) =>
      k.copyBlocks(
        ...([windows.address, windows.exampleBytes, from, to.address, exampleBytes(to), into] as const),
        ...([examples, blocks, bytes] as const),
      ),
    );
    return to;
  },
  backward(draft, { id }, gradient) {
    const windows = draft.windows.get(id)!;
    const place = draft.places[id];
    const { from, into, blocks, bytes } = blocksOf(draft, windows, place);
    planScatter(draft, windows, (k, examples, { target, mask }) => {
      const all = examples * windows.exampleBytes;
      k.zero(target, all);
      k.addBlocks(
        ...([gradient, exampleBytes(place), into, target, windows.exampleBytes, from] as const),
        ...([examples, blocks, bytes] as const),
      );
      if (mask.source) k.maskRange(target, target, mask.source, all, mask.low, mask.high);
    });
    draft.gradients.release(gradient);
  },
};

interface Blocks {
  /** Tables of offsets in an example of the value, and in a copy of its windows. */
  readonly from: Address;
  readonly into: Address;
  readonly blocks: number;
  readonly bytes: number;
}

/** The channels of each tap of each window. */
function blocksOf(draft: PlanDraft, windows: Windows, { stride }: Place): Blocks {
  const { positions, tapCount, channels } = windows;
  const bytes = channels * Float32Array.BYTES_PER_ELEMENT;
  const table = (at: (position: number, tap: number) => number) =>
    writeConstant(
      draft,
      Int32Array.from({ length: positions * tapCount }, (_, i) => at(Math.floor(i / tapCount), i % tapCount)),
    );
  const [offsets, taps] = [windows.offsets, windows.taps].map((address) => tableAt(draft, address));
  return {
    from: table((position, tap) => offsets[position] + taps[tap]),
    into: table((position, tap) => position * stride + tap * bytes),
    blocks: positions * tapCount,
    bytes,
  };
}

function tableAt({ constants }: PlanDraft, address: Address) {
  return constants.find((constant) => constant.address === address)!.data;
}
