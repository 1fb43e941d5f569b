import { modelOf } from './cells/library';
import { instancedModules, outlineOf, type MappedDesign } from './mappedDesign';
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
  /** DSP blocks (DSP48E2, DSP48E1, SB_MAC16, MULT18X18D). */
  readonly dsps: number;
  /** Block RAMs in units of 36 Kb, rounded up. */
  readonly bram36: number;
}

const kilobitsOfBram36 = 36;

/**
 * Counts the cells of a mapped netlist, or of a design, where those of a module count once for each instance: LUT1 to LUT6, LUT6_2 and INV count one LUT each, a CCU2C brings two.
 * After synthesis only; a LUT6_2 is one LUT.
 * Throws `flows.unsupportedCell` if a cell is unknown, so that nothing is left out silently.
 */
export function utilizationOf(netlist: Netlist | MappedDesign, tool?: Utilization['tool']): Utilization {
  const lutsBySize: Record<string, number> = {};
  const counts = { luts: 0, lut: 0, register: 0, carry: 0, mux: 0, dsp: 0, ram: 0, kilobits: 0 };
  for (const { part, times } of countedParts(netlist)) {
    const examples = new Map(part.cells.map((cell) => [cell.type, cell]));
    for (const [type, inPart] of Object.entries(cellCounts(part))) {
      const { resource, luts = 0, kilobits = 0 } = modelOf(examples.get(type)!);
      const count = times * inPart;
      counts[resource] += count;
      counts.luts += count * luts;
      counts.kilobits += count * kilobits;
      if (luts > 0) lutsBySize[type] = (lutsBySize[type] ?? 0) + count * luts;
    }
  }
  const { luts, register: ffs, carry: carries, mux: muxes } = counts;
  return {
    stage: 'synthesised',
    tool,
    luts,
    lutsBySize: Object.fromEntries(Object.entries(lutsBySize).sort(([a], [b]) => (a < b ? -1 : 1))),
    ffs,
    carries,
    muxes,
    dsps: counts.dsp,
    bram36: Math.ceil(counts.kilobits / kilobitsOfBram36),
  };
}

/** The netlists of a design and how often each is there. */
function countedParts(netlist: Netlist | MappedDesign): { part: Netlist; times: number }[] {
  if ('cells' in netlist) return [{ part: netlist, times: 1 }];
  const modules = instancedModules(netlist).map(({ module, instances }) => ({
    part: module,
    times: instances.length,
  }));
  return [{ part: outlineOf(netlist), times: 1 }, ...modules];
}
