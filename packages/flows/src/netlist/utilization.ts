import { modelOf } from './cells/library';
import { cellCounts, type Netlist } from './netlist';

/** What a design takes of a device. A number that the tool did not give is `undefined`. */
export interface Utilization {
  readonly stage: 'estimated' | 'synthesised' | 'placed and routed';
  readonly tool?: { readonly name: string; readonly version: string };
  readonly luts: number;
  /** LUTs by cell type: LUT1 ... LUT6, LUT6_2, INV, or the family's own. */
  readonly lutsBySize: Readonly<Record<string, number>>;
  readonly ffs: number;
  /** Carry cells (CARRY8, CARRY4, SB_CARRY, CCU2C). */
  readonly carries: number;
  /** Wide multiplexers (MUXF7, MUXF8, PFUMX, L6MUX21). */
  readonly muxes: number;
  readonly dsps: number;
  readonly bram36: number;
}

/**
 * Counts the cells of a mapped netlist: LUT1 to LUT6, LUT6_2 and INV count one LUT each, a CCU2C brings two.
 * After synthesis only: placement packs pairs of small LUTs together and counts fewer.
 * Throws `flows.unsupportedCell` if a cell is unknown, so that nothing is left out silently.
 */
export function utilizationOf(netlist: Netlist, tool?: Utilization['tool']): Utilization {
  const lutsBySize: Record<string, number> = {};
  const counts = { luts: 0, lut: 0, register: 0, carry: 0, mux: 0 };
  const examples = new Map(netlist.cells.map((cell) => [cell.type, cell]));
  for (const [type, count] of Object.entries(cellCounts(netlist))) {
    const { resource, luts = 0 } = modelOf(examples.get(type)!);
    counts[resource] += count;
    counts.luts += count * luts;
    if (luts > 0) lutsBySize[type] = count * luts;
  }
  const { luts, register: ffs, carry: carries, mux: muxes } = counts;
  return { stage: 'synthesised', tool, luts, lutsBySize, ffs, carries, muxes, dsps: 0, bram36: 0 };
}
