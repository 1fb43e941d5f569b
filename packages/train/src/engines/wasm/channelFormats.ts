import type { Fixed } from '@nx-codesign/ir';
import { floatRangeOf } from '../floatRange';
import { planBackwardCall, planForwardCall, writeConstant, type PlanDraft } from './draft';
import type { Address } from './kernels';
import { panelColumns, rowBytes } from './layout';
import { rowsIn, type Place } from './places';

const floatBytes = Float32Array.BYTES_PER_ELEMENT;

interface Rounded {
  readonly from: Place;
  readonly to: Place;
  readonly format: readonly Fixed[];
}

/** Plans the rounding of every element to the format of its column. */
export function planChannelRounding(draft: PlanDraft, { from, to, format }: Rounded): void {
  const parts = partsOf(draft, from, format);
  planForwardCall(draft, to, (k, examples) => {
    for (const { offset, table, share } of parts) {
      const rows = rowsIn(to, examples) / share;
      k.quantizeColumns(from.address + offset, to.address + offset, rows, to.stride, table);
    }
  });
}

/** Plans the straight-through estimator: the gradient passes where the value is in the range of its column. */
export function planChannelMask(
  draft: PlanDraft,
  { from, gradient, format }: { from: Place; gradient: Address; format: readonly Fixed[] },
): void {
  const parts = partsOf(draft, from, format);
  planBackwardCall(draft, from, (k, examples) => {
    for (const { offset, table, share } of parts) {
      const rows = rowsIn(from, examples) / share;
      k.maskColumns(gradient + offset, from.address + offset, rows, from.stride, table);
    }
  });
}

/** Rows that one table serves: all of a value's, or those of one panel of a kernel. */
interface Part {
  /** Bytes from the place's address. */
  readonly offset: number;
  readonly table: Address;
  /** Parts that share the place's rows. */
  readonly share: number;
}

function partsOf(draft: PlanDraft, place: Place, format: readonly Fixed[]): Part[] {
  const { panels, rows, stride } = place;
  if (panels === undefined) return [{ offset: 0, table: tableOf(draft, format), share: 1 }];
  return Array.from({ length: panels }, (_, panel) => {
    const own = format.slice(panel * panelColumns, (panel + 1) * panelColumns);
    return { offset: (panel * rows * stride) / panels, table: tableOf(draft, own), share: panels };
  });
}

/** See `assembly/channels.ts`. */
function tableOf(draft: PlanDraft, format: readonly Fixed[]): Address {
  const columns = rowBytes(format.length) / floatBytes;
  const table = new Float32Array(4 * columns);
  table.fill(1, 0, 2 * columns);
  format.forEach((each, column) => {
    const { low, high } = floatRangeOf(each);
    const step = 2 ** -each.fraction;
    [1 / step, step, low, high].forEach((value, row) => (table[row * columns + column] = value));
  });
  return writeConstant(draft, table);
}
