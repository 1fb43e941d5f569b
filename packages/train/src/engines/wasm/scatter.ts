import type { PlanDraft } from './draft';
import type { Address, Kernels } from './kernels';
import { takeMask, type Mask } from './masks';
import { bytesIn, exampleBytes } from './places';
import type { Taps } from './windowPlaces';

/** What writes the gradient of the rows behind taps: all of `target`, masked. */
export type Scatter = (
  kernels: Kernels,
  examples: number,
  to: { readonly target: Address; readonly mask: Mask },
) => void;

const noMask: Mask = { source: 0, low: 0, high: 0 };

/**
 * Plans the gradient of the value that taps read: `scatter` forms it, masked on the way by the relu or quantiser that
 * made the value; where the value lies in a border of zeros, it is formed there and then cut out.
 */
export function planScatter(draft: PlanDraft, taps: Taps, scatter: Scatter): void {
  const { gradients, calls, arena, chunk, places } = draft;
  const { x, border } = taps;
  if (border === undefined) {
    const target = gradients.room(x);
    const mask = takeMask(draft, x) ?? noMask;
    gradients.contribute(x, target);
    calls.backward.push((k, examples) => scatter(k, examples, { target, mask }));
    return;
  }
  const bordered = arena.allocate(chunk * taps.exampleBytes);
  const target = gradients.room(x);
  gradients.contribute(x, target);
  const place = places[x];
  const { inside, outside, blocks, bytes } = border;
  const mask = takeMask(draft, x);
  calls.backward.push((k, examples) => {
    scatter(k, examples, { target: bordered, mask: noMask });
    k.copyBlocks(
      ...([bordered, taps.exampleBytes, outside, target, exampleBytes(place), inside] as const),
      ...([examples, blocks, bytes] as const),
    );
    if (mask) k.maskRange(target, target, mask.source, bytesIn(place, examples), mask.low, mask.high);
  });
}
