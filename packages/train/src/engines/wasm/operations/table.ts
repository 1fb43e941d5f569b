import { rangeOf, tableEntries, widthOf, type Fixed, type TableFunction } from '@nx-codesign/ir';
import { gridOf } from '../grid';
import { placeValue, planForwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { rounding } from './quantize';
import type { Numbered, OperationReading } from './reading';
import { bytesIn } from '../places';

/** Widest input that is looked up: what the hardware accepts. */
const maximumTableBits = 10;
const floatBytes = Float32Array.BYTES_PER_ELEMENT;

const backwardKernels = { tanh: 'tanhBackward', sigmoid: 'sigmoidBackward' } as const satisfies Record<
  TableFunction,
  string
>;

/**
 * A function of one variable. Where input and output are fixed-point it is the very table of the hardware; where only
 * the output is, it is rounded; else it is smooth. The gradient is the smooth function's, always.
 */
export const table: OperationReading<'table'> = {
  forward(draft, operation) {
    const grid = tableGrid(draft, operation);
    return grid === undefined ? planSmooth(draft, operation) : planLookup(draft, operation, grid);
  },
  backward(draft, operation, gradient) {
    if (tableGrid(draft, operation) === undefined) planSmoothBackward(draft, operation, gradient);
    else planLookupBackward(draft, operation, gradient);
    draft.gradients.contribute(operation.x, gradient);
  },
};

/** The input's format, if this operation is to be looked up. */
function tableGrid({ program }: PlanDraft, { x, output }: Numbered<'table'>): Fixed | undefined {
  const grid = gridOf(program, x);
  if (grid === undefined || output === undefined) return undefined;
  return widthOf(grid) <= maximumTableBits ? grid : undefined;
}

function planLookup(draft: PlanDraft, operation: Numbered<'table'>, grid: Fixed) {
  const from = draft.places[operation.x];
  const to = placeValue(draft, operation.id);
  const { low, size, scale } = indexing(grid);
  const entries = draft.arena.allocate(size * floatBytes);
  draft.constants.push({ address: entries, data: tableValues(operation, grid) });
  planSlopes(draft, operation, grid);
  planForwardCall(draft, to, (k, rows) =>
    k.lookup(from.address, to.address, bytesIn(to, rows), entries, scale, low, size),
  );
  return to;
}

/** The smooth function's slope at every point of the grid, computed once by the kernels themselves. */
function planSlopes(draft: PlanDraft, operation: Numbered<'table'>, grid: Fixed): void {
  const { low, size, scale } = indexing(grid);
  const bytes = Math.ceil(size / 4) * 4 * floatBytes;
  const values = draft.arena.allocate(bytes);
  const slopes = draft.arena.allocate(bytes);
  const kernel = operation.function;
  draft.constants.push({
    address: values,
    data: Float32Array.from({ length: size }, (_, i) => (low + i) / scale),
  });
  draft.constants.push({ address: slopes, data: new Float32Array(size).fill(1) });
  draft.calls.setup.push((k) => {
    k[kernel](values, values, bytes);
    k[backwardKernels[kernel]](slopes, values, bytes);
  });
  draft.kept.set(operation.id, slopes);
}

function planLookupBackward(draft: PlanDraft, operation: Numbered<'table'>, gradient: Address): void {
  const from = draft.places[operation.x];
  const { low, size, scale } = indexing(gridOf(draft.program, operation.x)!);
  const slopes = draft.kept.get(operation.id)!;
  draft.calls.backward.push((k, rows) =>
    k.lookupBackward(gradient, from.address, bytesIn(from, rows), slopes, scale, low, size),
  );
}

function planSmooth(draft: PlanDraft, { x, id, function: kernel, output }: Numbered<'table'>) {
  const from = draft.places[x];
  const smooth = placeValue(draft, id);
  planForwardCall(draft, smooth, (k, rows) => k[kernel](from.address, smooth.address, bytesIn(smooth, rows)));
  draft.kept.set(id, smooth.address);
  if (output === undefined) return smooth;
  const to = placeValue(draft, id);
  const round = rounding(output);
  planForwardCall(draft, to, (k, rows) => round(k, smooth.address, to.address, bytesIn(to, rows)));
  return to;
}

function planSmoothBackward(draft: PlanDraft, operation: Numbered<'table'>, gradient: Address): void {
  const { id, function: kernel } = operation;
  const smooth = draft.kept.get(id)!;
  const place = draft.places[id];
  draft.calls.backward.push((k, rows) => k[backwardKernels[kernel]](gradient, smooth, bytesIn(place, rows)));
}

function tableValues(operation: Numbered<'table'>, grid: Fixed): Float32Array {
  const output = operation.output!;
  const range = { ...rangeOf(grid), fraction: grid.fraction };
  return Float32Array.from(
    tableEntries(operation.function, range, output),
    (entry) => entry * 2 ** -output.fraction,
  );
}

/** `index = x * scale - low`, below `size`. */
function indexing(grid: Fixed): { low: number; size: number; scale: number } {
  const { low, high } = rangeOf(grid);
  return { low, size: high - low + 1, scale: 2 ** grid.fraction };
}
