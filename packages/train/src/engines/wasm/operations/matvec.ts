import { placeValue, planForwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { panelsOf, rowBytes } from '../layout';
import { reluMask, takeMask } from '../masks';
import type { Numbered, OperationReading } from './reading';

/** `y = relu(x W + b)` in one call, where bias and relu follow. */
export const matvec: OperationReading<'matvec'> = {
  forward(draft, { x, kernel, id }) {
    const { bias, relu } = draft.fusions.byProduct.get(id)!;
    const to = placeValue(draft, id);
    const from = draft.places[x];
    const { address: weights } = draft.places[kernel];
    const biasAt = bias === undefined ? 0 : draft.places[bias].address;
    const [inner, columns] = draft.program.operations[kernel].shape;
    const panels = panelsOf(columns);
    const positive = relu ? 1 : 0;
    planForwardCall(draft, to, (k, rows) => {
      const { address, stride } = from;
      k.gemm(address, stride, weights, biasAt, to.address, to.stride, rows, inner, panels, positive, 0, 0, 0);
    });
    return to;
  },
  backward(draft, operation, gradient) {
    maskByRelu(draft, operation, gradient);
    planWeightGradients(draft, operation, gradient);
    if (draft.gradients.wanted(operation.x)) planInputGradient(draft, operation, gradient);
    draft.gradients.release(gradient);
  },
};

function maskByRelu(
  { fusions, gradients, places, calls }: PlanDraft,
  { id }: Numbered<'matvec'>,
  at: Address,
): void {
  const { relu, result } = fusions.byProduct.get(id)!;
  if (!relu || gradients.masked.has(result)) return;
  const { source, low, high } = reluMask(places[id].address);
  const { stride } = places[id];
  calls.backward.push((k, rows) => k.maskRange(at, at, source, rows * stride, low, high));
}

/** The kernel's gradient `x^T g` and the bias's, the sum of the rows of g. */
function planWeightGradients(
  draft: PlanDraft,
  { id, x, kernel }: Numbered<'matvec'>,
  gradient: Address,
): void {
  const { places, gradients, calls, program, fusions } = draft;
  const [inner, columns] = program.operations[kernel].shape;
  const panels = panelsOf(columns);
  const from = places[x];
  const { stride } = places[id];
  const target = gradients.room(kernel);
  gradients.contribute(kernel, target);
  calls.backward.push((k, rows) =>
    k.gemmTransposed(from.address, from.stride, gradient, stride, target, rows, inner, panels),
  );
  const { bias } = fusions.byProduct.get(id)!;
  if (bias === undefined) return;
  const biasTarget = gradients.room(bias);
  gradients.contribute(bias, biasTarget);
  calls.backward.push((k, rows) => k.sumRows(gradient, biasTarget, rows, stride));
}

/** The input's gradient `g W^T`, masked on the way out by the relu or quantiser that made x. */
function planInputGradient(draft: PlanDraft, { id, x, kernel }: Numbered<'matvec'>, gradient: Address): void {
  const { places, gradients, calls, program, arena } = draft;
  const [inner, columns] = program.operations[kernel].shape;
  const { address: weights } = places[kernel];
  const { stride } = places[id];
  const { stride: targetStride } = places[x];
  const transposed = arena.allocate(columns * rowBytes(inner));
  const panels = panelsOf(inner);
  const target = gradients.room(x);
  const mask = takeMask(draft, x) ?? { source: 0, low: 0, high: 0 };
  gradients.contribute(x, target);
  calls.backward.push((k, rows) => {
    k.transposePanels(weights, transposed, inner, columns);
    const { source, low, high } = mask;
    k.gemm(
      gradient,
      stride,
      transposed,
      0,
      target,
      targetStride,
      rows,
      columns,
      panels,
      0,
      source,
      low,
      high,
    );
  });
}
