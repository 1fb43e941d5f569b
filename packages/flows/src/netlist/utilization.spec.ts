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
    DSP48E1: 'P',
    DSP48E2: 'P',
    MULT18X18D: 'P0',
    RAMB36E2: 'DOUTADOUT',
    RAMB18E2: 'DOUTADOUT',
    RAMB18E1: 'DOADO',
    SB_RAM40_4K: 'RDATA',
    DP16KD: 'DOA0',
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

  it.each([
    [['DSP48E2', 'DSP48E2'], { dsps: 2, bram36: 0 }, 'DSP blocks of UltraScale+'],
    [['DSP48E1', 'SB_MAC16', 'MULT18X18D'], { dsps: 3, bram36: 0 }, 'those of the other families'],
    [['RAMB36E2', 'RAMB18E2', 'RAMB18E2'], { dsps: 0, bram36: 2 }, 'two halves are one unit of 36 Kb'],
    [['RAMB18E1'], { dsps: 0, bram36: 1 }, 'half a unit is rounded up'],
    [Array<string>(9).fill('SB_RAM40_4K'), { dsps: 0, bram36: 1 }, 'nine blocks of 4 Kb are 36 Kb'],
    [Array<string>(10).fill('SB_RAM40_4K'), { dsps: 0, bram36: 2 }, 'a tenth begins another unit'],
    [['DP16KD', 'DP16KD', 'DP16KD'], { dsps: 0, bram36: 2 }, 'three of 18 Kb'],
  ])('counts the DSP blocks and block RAMs of %j: %j, %s', (types, expected) => {
    const netlist = netlistOf({ inputs: {}, outputs: {}, cells: cells(...types) });
    expect(utilizationOf(netlist)).toMatchObject({ ...expected, luts: 0, ffs: 0 });
  });

  it('refuses a cell that it does not know', () => {
    const netlist = netlistOf({ inputs: {}, outputs: {}, cells: [{ type: 'URAM288', pins: { DOUT: 9 } }] });
    expect(() => utilizationOf(netlist)).toThrow(expect.objectContaining({ code: 'flows.unsupportedCell' }));
  });
});
