import { netlistOf } from '../__fixtures__/netlistOf';
import { utilizationOf } from './utilization';

const cells = (...types: string[]) => types.map((type) => ({ type, pins: pinsOf(type) }));

function pinsOf(type: string): Record<string, number> {
  const output: Record<string, string> = {
    LUT6_2: 'O6',
    FDRE: 'Q',
    SB_DFF: 'Q',
    TRELLIS_FF: 'Q',
    CCU2C: 'S0',
    SB_CARRY: 'CO',
  };
  return { [output[type] ?? 'O']: 9 };
}

describe('utilizationOf', () => {
  it('counts LUT1 to LUT6, LUT6_2 and INV as one LUT each, and the other cells by their kind', () => {
    const netlist = netlistOf({
      inputs: {},
      outputs: {},
      cells: cells('LUT2', 'LUT2', 'LUT6', 'LUT6_2', 'INV', 'FDRE', 'FDRE', 'CARRY8', 'MUXF7'),
    });
    expect(utilizationOf(netlist, { name: 'yosys', version: '1.2' })).toEqual({
      stage: 'synthesised',
      tool: { name: 'yosys', version: '1.2' },
      luts: 5,
      lutsBySize: { INV: 1, LUT2: 2, LUT6: 1, LUT6_2: 1 },
      ffs: 2,
      carries: 1,
      muxes: 1,
      dsps: 0,
      bram36: 0,
    });
  });

  it('counts two LUTs for a CCU2C, which brings them along', () => {
    const lattice = { type: 'LUT4', pins: { Z: 9 } };
    const netlist = netlistOf({ inputs: {}, outputs: {}, cells: [lattice, ...cells('CCU2C', 'TRELLIS_FF')] });
    expect(utilizationOf(netlist)).toMatchObject({ luts: 3, carries: 1, ffs: 1 });
  });

  it('refuses a cell that it does not know', () => {
    const netlist = netlistOf({ inputs: {}, outputs: {}, cells: [{ type: 'DSP48E2', pins: { P: 9 } }] });
    expect(() => utilizationOf(netlist)).toThrow(expect.objectContaining({ code: 'flows.unsupportedCell' }));
  });
});
