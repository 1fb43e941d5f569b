import { placeValue, planForwardCall, type PlanDraft } from '../draft';
import { windowInPlace } from '../fusions';
import type { Address } from '../kernels';
import { panelsOf, rowBytes } from '../layout';
import { reluMask, takeMask } from '../masks';
import { bytesIn, rowsIn } from '../places';
import { planScatter } from '../scatter';
import type { Windows } from '../windowPlaces';
import type { Numbered, OperationReading } from './reading';

/** `y = relu(x W + b)` at every position in one call, where bias and relu follow; over windows it is a convolution. */
export const matvec: OperationReading<'matvec'> = {
  forward(draft, operation) {
    const { x, kernel, id } = operation;
    const { bias, relu } = draft.fusions.byProduct.get(id)!;
    const to = placeValue(draft, id);
    const { address: weights } = draft.places[kernel];
    const biasAt = bias === undefined ? 0 : draft.places[bias].address;
    const [inner, columns] = draft.program.operations[kernel].shape;
    const panels = panelsOf(columns);
    const positive = relu ? 1 : 0;
    const windows = windowsOf(draft, operation);
    const from = draft.places[x];
    planForwardCall(draft, to, (k, examples) => {
      const { address: y, stride } = to;
      if (windows) {
        const { address, exampleBytes, offsets, positions, segments, segmentCount, segmentBytes } = windows;
        k.gemmWindows(
          ...([address, exampleBytes, offsets, positions, segments, segmentCount, segmentBytes] as const),
          ...([weights, biasAt, y, stride, examples, panels, positive] as const),
        );
        return;
      }
      const rows = rowsIn(to, examples);
      k.gemm(
        ...([from.address, from.stride, weights, biasAt, y, stride, rows, inner, panels, positive] as const),
        ...([0, 0, 0] as const),
      );
    });
    return to;
  },
  backward(draft, operation, gradient) {
    maskByRelu(draft, operation, gradient);
    planKernelGradient(draft, operation, gradient);
    planBiasGradient(draft, operation, gradient);
    const windows = windowsOf(draft, operation);
    if (draft.gradients.wanted(operation.x)) {
      if (windows) planWindowsGradient(draft, { ...operation, windows }, gradient);
      else planInputGradient(draft, operation, gradient);
    }
    draft.gradients.release(gradient);
  },
};

function windowsOf({ program, fusions, windows }: PlanDraft, { x }: Numbered<'matvec'>): Windows | undefined {
  const window = windowInPlace(program, fusions, x);
  return window === undefined ? undefined : windows.get(window);
}

function maskByRelu(
  { fusions, gradients, places, calls }: PlanDraft,
  { id }: Numbered<'matvec'>,
  at: Address,
): void {
  const { relu, result } = fusions.byProduct.get(id)!;
  if (!relu || gradients.masked.has(result)) return;
  const { source, low, high } = reluMask(places[id].address);
  const place = places[id];
  calls.backward.push((k, examples) => k.maskRange(at, at, source, bytesIn(place, examples), low, high));
}

/** The kernel's gradient `x^T g`. */
function planKernelGradient(draft: PlanDraft, operation: Numbered<'matvec'>, gradient: Address): void {
  const { places, gradients, calls, program } = draft;
  const { id, x, kernel } = operation;
  const [inner, columns] = program.operations[kernel].shape;
  const panels = panelsOf(columns);
  const from = places[x];
  const place = places[id];
  const { stride } = place;
  const target = gradients.room(kernel);
  gradients.contribute(kernel, target);
  const windows = windowsOf(draft, operation);
  calls.backward.push((k, examples) => {
    if (windows) {
      const { address, exampleBytes, offsets, positions, elements } = windows;
      k.gemmWindowsTransposed(
        ...([address, exampleBytes, offsets, positions, elements, inner] as const),
        ...([gradient, stride, target, examples, panels] as const),
      );
      return;
    }
    const rows = rowsIn(place, examples);
    k.gemmTransposed(from.address, from.stride, gradient, stride, target, rows, inner, panels);
  });
}

/** The bias's gradient, the sum of the rows of g. */
function planBiasGradient(
  { places, gradients, calls, fusions }: PlanDraft,
  { id }: Numbered<'matvec'>,
  gradient: Address,
): void {
  const { bias } = fusions.byProduct.get(id)!;
  if (bias === undefined) return;
  const place = places[id];
  const target = gradients.room(bias);
  gradients.contribute(bias, target);
  calls.backward.push((k, examples) => k.sumRows(gradient, target, rowsIn(place, examples), place.stride));
}

/** The kernel with inputs and outputs exchanged, tap by tap, turned once a step. */
function planTurnedKernel(
  draft: PlanDraft,
  { kernel }: Numbered<'matvec'>,
  { taps, inner }: { taps: number; inner: number },
): Address {
  const { program, places, arena, calls } = draft;
  const [, columns] = program.operations[kernel].shape;
  const { address: weights } = places[kernel];
  const turned = arena.allocate(taps * columns * rowBytes(inner));
  calls.begin.push((k) => k.transposePanels(weights, turned, taps, inner, columns));
  return turned;
}

/** The input's gradient `g W^T`, masked on the way out by the relu or quantiser that made x. */
function planInputGradient(draft: PlanDraft, operation: Numbered<'matvec'>, gradient: Address): void {
  const { places, gradients, calls, program } = draft;
  const { id, x, kernel } = operation;
  const [inner, columns] = program.operations[kernel].shape;
  const turned = planTurnedKernel(draft, operation, { taps: 1, inner });
  const place = places[id];
  const { stride: targetStride } = places[x];
  const panels = panelsOf(inner);
  const target = gradients.room(x);
  const { source, low, high } = takeMask(draft, x) ?? { source: 0, low: 0, high: 0 };
  gradients.contribute(x, target);
  calls.backward.push((k, examples) => {
    const rows = rowsIn(place, examples);
    k.gemm(
      ...([gradient, place.stride, turned, 0, target, targetStride, rows, columns, panels, 0] as const),
      ...([source, low, high] as const),
    );
  });
}

/** The same through windows: each tap adds to the rows that it read. */
function planWindowsGradient(
  draft: PlanDraft,
  { windows, ...operation }: Numbered<'matvec'> & { readonly windows: Windows },
  gradient: Address,
): void {
  const { tapCount, channels, exampleBytes, offsets, positions, taps } = windows;
  const [, columns] = draft.program.operations[operation.kernel].shape;
  const turned = planTurnedKernel(draft, operation, { taps: tapCount, inner: channels });
  const { stride } = draft.places[operation.id];
  const panels = panelsOf(channels);
  planScatter(draft, windows, (k, examples, { target, mask: { source, low, high } }) =>
    k.scatterWindows(
      ...([gradient, stride, turned, target, exampleBytes, offsets, positions, taps, tapCount] as const),
      ...([examples, columns, panels, source, low, high] as const),
    ),
  );
}
