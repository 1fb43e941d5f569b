import type { Part, PartFamily } from './part';

interface FamilyFacts {
  readonly lutInputs: 4 | 6;
  readonly carryUnit: string;
  /** LUTs that share a carry cell. */
  readonly lutsPerCarry: number;
  readonly dspUnit: string;
  readonly blockRamKilobits: number;
}

const families: Record<PartFamily, FamilyFacts> = {
  xcup: { lutInputs: 6, carryUnit: 'CARRY8', lutsPerCarry: 8, dspUnit: 'DSP48E2', blockRamKilobits: 36 },
  xc7: { lutInputs: 6, carryUnit: 'CARRY4', lutsPerCarry: 4, dspUnit: 'DSP48E1', blockRamKilobits: 36 },
  ice40: { lutInputs: 4, carryUnit: 'SB_CARRY', lutsPerCarry: 1, dspUnit: 'SB_MAC16', blockRamKilobits: 4 },
  ecp5: { lutInputs: 4, carryUnit: 'CCU2C', lutsPerCarry: 2, dspUnit: 'MULT18X18D', blockRamKilobits: 18 },
};

/** Data sheets and their tables, by the name of the table. */
const virtexUltraScalePlus =
  'AMD DS890, UltraScale Architecture and Product Data Sheet: Overview, "Virtex UltraScale+ FPGA Feature Summary"';
const zynqUltraScalePlus =
  'AMD DS891, Zynq UltraScale+ MPSoC Data Sheet: Overview, "Zynq UltraScale+ MPSoC: EG Device Feature Summary"';
const zynq7000 = 'AMD DS190, Zynq-7000 SoC Data Sheet: Overview, table 1';
const series7 = 'AMD DS180, 7 Series FPGAs Data Sheet: Overview, "Artix-7 FPGA Feature Summary by Device"';
const ice40Hx = 'Lattice FPGA-DS-02029, iCE40 LP/HX Family Data Sheet, table 2.1';
const ice40UltraPlus = 'Lattice FPGA-DS-02008, iCE40 UltraPlus Family Data Sheet, table 2.1';
const ecp5 = 'Lattice FPGA-DS-02012, ECP5 and ECP5-5G Family Data Sheet, table 1.1';

/** Reports of tools that name the same counts as available; the data sheets round LUTs to thousands. */
const reports = {
  vu13p:
    'LUTs, flip-flops, DSPs, RAMB18 and CARRY8 as available in the Vivado reports of calad0i/JEDI-linear (official_result_reports), UltraRAMs in the HLS reports of Dendendelen/wa-hls4ml-search',
  vu9p: 'LUTs, flip-flops, DSPs and RAMB18 as available in HLS and Vivado reports of the VCU118',
  zu9eg: 'LUTs, flip-flops, DSPs and block RAMs as available in a report of the ZCU102 (CHaiDNN, README)',
  z7020:
    'LUTs, flip-flops, DSPs and block RAMs as available in the Vivado report of hls4ml (test/pytest/test_report)',
  a100t: 'LUTs and flip-flops as available in Vivado 2018.1 reports of the XC7A100T-CSG324',
  nextpnr: 'all counts as available in the report of nextpnr for the part',
} as const;

interface Row {
  readonly name: string;
  readonly family: PartFamily;
  readonly luts: number;
  readonly ffs: number;
  readonly dsps: number;
  readonly blockRams: number;
  /** 0 if absent. */
  readonly ultraRams?: number;
  readonly source: string;
}

// prettier-ignore
const rows: readonly Row[] = [
  { name: 'xcvu13p-flga2577-2-e', family: 'xcup', luts: 1_728_000, ffs: 3_456_000, dsps: 12_288, blockRams: 2688, ultraRams: 1280, source: `${virtexUltraScalePlus}; ${reports.vu13p}` },
  { name: 'xcvu9p-flga2104-2-e', family: 'xcup', luts: 1_182_240, ffs: 2_364_480, dsps: 6840, blockRams: 2160, ultraRams: 960, source: `${virtexUltraScalePlus}; ${reports.vu9p}` },
  { name: 'xczu9eg-ffvb1156-2-e', family: 'xcup', luts: 274_080, ffs: 548_160, dsps: 2520, blockRams: 912, source: `${zynqUltraScalePlus}; ${reports.zu9eg}` },
  { name: 'xc7z020-clg400-1', family: 'xc7', luts: 53_200, ffs: 106_400, dsps: 220, blockRams: 140, source: `${zynq7000}; ${reports.z7020}` },
  { name: 'xc7a100t-csg324-1', family: 'xc7', luts: 63_400, ffs: 126_800, dsps: 240, blockRams: 135, source: `${series7}; ${reports.a100t}` },
  // A logic cell of an iCE40 or an ECP5 slice half is one LUT4 and one flip-flop, so the counts are equal.
  { name: 'ice40hx8k-ct256', family: 'ice40', luts: 7680, ffs: 7680, dsps: 0, blockRams: 32, source: `${ice40Hx}; ${reports.nextpnr}` },
  { name: 'ice40up5k-sg48', family: 'ice40', luts: 5280, ffs: 5280, dsps: 8, blockRams: 30, source: `${ice40UltraPlus}; ${reports.nextpnr}` },
  { name: 'lfe5u-25f', family: 'ecp5', luts: 24_288, ffs: 24_288, dsps: 28, blockRams: 56, source: `${ecp5}; ${reports.nextpnr}` },
  { name: 'lfe5u-85f', family: 'ecp5', luts: 83_640, ffs: 83_640, dsps: 156, blockRams: 208, source: `${ecp5}; ${reports.nextpnr}` },
];

/** The devices that designs are sized against. */
export const parts: readonly Part[] = rows.map(({ blockRams, ultraRams = 0, ...row }) => {
  const { blockRamKilobits: kilobits, lutsPerCarry, ...facts } = families[row.family];
  return {
    ...row,
    ...facts,
    carries: row.luts / lutsPerCarry,
    blockRams: { count: blockRams, kilobits },
    ultraRams,
    bram36: Math.floor((blockRams * kilobits) / 36),
  };
});
