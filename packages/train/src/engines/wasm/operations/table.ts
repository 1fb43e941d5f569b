import { rangeOf, tableEntries, widthOf, type Fixed, type TableFunction } from '@nx-codesign/ir';
import { gridOf, isDropped } from '../grid';
import { placeLike, planBackwardCall, planForwardCall, type PlanDraft } from '../draft';
import type { Address } from '../kernels';
import { rounding } from './quantize';
import type { Numbered, OperationReading } from './reading';
import { bytesIn, type KernelCall, type Place } from '../places';

/** Widest input that is looked up: what the hardware accepts. */
const maximumTableBits = 10;
const floatBytes = Float32Array.BYTES_PER_ELEMENT;

/** The kernel of each slope, and whether it takes the function's argument or its value. */
const slopes = {
  tanh: { kernel: 'tanhBackward', of: 'value' },
  sigmoid: { kernel: 'sigmoidBackward', of: 'value' },
  gelu: { kernel: 'geluBackward', of: 'argument' },
} as const satisfies Record<TableFunction, { kernel: string; of: 'value' | 'argument' }>;

/**
 * A function of one variable. Where input and output are fixed-point it is the very table of the hardware; where only
 * the output is, it is rounded; else it is smooth. The gradient is the smooth function's, always.
 */
export const table: OperationReading<'table'> = {
  forward(draft, operation) {
    const to = placeLike(draft, draft.places[operation.x]);
    const grid = tableGrid(draft, operation);
    const { program, calls } = draft;
    if (grid === undefined) {
      for (const call of smoothCalls(draft, operation, to)) planForwardCall(draft, to, call);
      return to;
    }
    const lookup = lookupCall(draft, operation, { grid, to });
    // Training takes dropped values off the grid, on which inference stays.
    if (isDropped(program, operation.x)) {
      calls.training.push(...smoothCalls(draft, operation, to));
      calls.inference.push(lookup);
      return to;
    }
    planSlopes(draft, operation, grid);
    planForwardCall(draft, to, lookup);
    return to;
  },
  backward(draft, operation, gradient) {
    const grid = tableGrid(draft, operation);
    if (grid === undefined || isDropped(draft.program, operation.x)) {
      planSmoothBackward(draft, operation, gradient);
    } else planLookupBackward(draft, operation, gradient);
    draft.gradients.contribute(operation.x, gradient);
  },
};

/** The input's format, if this operation is to be looked up. */
function tableGrid({ program }: PlanDraft, { x, output }: Numbered<'table'>): Fixed | undefined {
  const grid = gridOf(program, x);
  if (grid === undefined || output === undefined) return undefined;
  return widthOf(grid) <= maximumTableBits ? grid : undefined;
}

function lookupCall(
  draft: PlanDraft,
  operation: Numbered<'table'>,
  { grid, to }: { readonly grid: Fixed; readonly to: Place },
): KernelCall {
  const from = draft.places[operation.x];
  const { low, size, scale } = indexing(grid);
  const entries = draft.arena.allocate(size * floatBytes);
  draft.constants.push({ address: entries, data: tableValues(operation, grid) });
  return (k, examples) =>
    k.lookup(from.address, to.address, bytesIn(to, examples), entries, scale, low, size);
}

/** The smooth function's slope at every point of the grid, computed once by the kernels themselves. */
function planSlopes(draft: PlanDraft, operation: Numbered<'table'>, grid: Fixed): void {
  const { low, size, scale } = indexing(grid);
  const bytes = Math.ceil(size / 4) * 4 * floatBytes;
  const values = draft.arena.allocate(bytes);
  const slopesAt = draft.arena.allocate(bytes);
  const kernel = operation.function;
  draft.constants.push({
    address: values,
    data: Float32Array.from({ length: size }, (_, i) => (low + i) / scale),
  });
  draft.constants.push({ address: slopesAt, data: new Float32Array(size).fill(1) });
  draft.calls.setup.push((k) => {
    if (slopes[kernel].of === 'value') k[kernel](values, values, bytes);
    k[slopes[kernel].kernel](slopesAt, values, bytes);
  });
  draft.kept.set(operation.id, slopesAt);
}

function planLookupBackward(draft: PlanDraft, operation: Numbered<'table'>, gradient: Address): void {
  const from = draft.places[operation.x];
  const { low, size, scale } = indexing(gridOf(draft.program, operation.x)!);
  const slopesAt = draft.kept.get(operation.id)!;
  planBackwardCall(draft, from, (k, examples) =>
    k.lookupBackward(gradient, from.address, bytesIn(from, examples), slopesAt, scale, low, size),
  );
}

/** The smooth function, rounded where it has a format; what its slope is computed from is kept. */
function smoothCalls(
  draft: PlanDraft,
  { x, id, function: kernel, output }: Numbered<'table'>,
  to: Place,
): KernelCall[] {
  const from = draft.places[x];
  const smooth = output === undefined ? to : placeLike(draft, to);
  draft.kept.set(id, slopes[kernel].of === 'value' ? smooth.address : from.address);
  const compute: KernelCall = (k, examples) =>
    k[kernel](from.address, smooth.address, bytesIn(smooth, examples));
  if (output === undefined) return [compute];
  const round = rounding(output);
  return [compute, (k, examples) => round(k, smooth.address, to.address, bytesIn(to, examples))];
}

function planSmoothBackward(draft: PlanDraft, operation: Numbered<'table'>, gradient: Address): void {
  const { id, function: name } = operation;
  const kept = draft.kept.get(id)!;
  const place = draft.places[id];
  planBackwardCall(draft, place, (k, examples) =>
    k[slopes[name].kernel](gradient, kept, bytesIn(place, examples)),
  );
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
