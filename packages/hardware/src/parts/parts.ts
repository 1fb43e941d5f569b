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

const virtexUltraScalePlus = 'AMD DS890, UltraScale Architecture and Product Data Sheet: Overview';
const zynqUltraScalePlus = 'AMD DS891, Zynq UltraScale+ MPSoC Data Sheet: Overview';
const zynq7000 = 'AMD DS190, Zynq-7000 SoC Data Sheet: Overview';
const series7 = 'AMD DS180, 7 Series FPGAs Data Sheet: Overview, Artix-7';
const ice40Hx = 'Lattice FPGA-DS-02029, iCE40 LP/HX Family Data Sheet, table 2.1';
const ice40UltraPlus = 'Lattice FPGA-DS-02008, iCE40 UltraPlus Family Data Sheet, table 2.1';
const ecp5 =
  'Lattice FPGA-DS-02012, ECP5 and ECP5-5G Family Data Sheet, table 1.1; exact LUT counts as nextpnr-ecp5 and Diamond report them';

/** Reports of the vendor's tool that name the same counts as available. */
const vivadoReports = {
  vu13p:
    'all counts, CARRY8 too, as available in the Vivado reports of calad0i/JEDI-linear (official_result_reports)',
  vu9p: 'counts as available in Vivado reports of the VCU118',
  zu9eg: 'counts as available in a Vivado report of the ZCU102 (CHaiDNN, README)',
  z7020: 'counts as available in the Vivado report of hls4ml (test/pytest/test_report)',
  a100t: 'LUTs, flip-flops and block RAMs as available in Vivado reports of the XC7A100T',
} as const;

interface Row {
  readonly name: string;
  readonly family: PartFamily;
  readonly luts: number;
  readonly ffs: number;
  readonly dsps: number;
  readonly blockRams: number;
  readonly source: string;
}

// prettier-ignore
const rows: readonly Row[] = [
  { name: 'xcvu13p-flga2577-2-e', family: 'xcup', luts: 1_728_000, ffs: 3_456_000, dsps: 12_288, blockRams: 2688, source: `${virtexUltraScalePlus}; ${vivadoReports.vu13p}` },
  { name: 'xcvu9p-flga2104-2-e', family: 'xcup', luts: 1_182_240, ffs: 2_364_480, dsps: 6840, blockRams: 2160, source: `${virtexUltraScalePlus}; ${vivadoReports.vu9p}` },
  { name: 'xczu9eg-ffvb1156-2-e', family: 'xcup', luts: 274_080, ffs: 548_160, dsps: 2520, blockRams: 912, source: `${zynqUltraScalePlus}; ${vivadoReports.zu9eg}` },
  { name: 'xc7z020-clg400-1', family: 'xc7', luts: 53_200, ffs: 106_400, dsps: 220, blockRams: 140, source: `${zynq7000}; ${vivadoReports.z7020}` },
  { name: 'xc7a100t-csg324-1', family: 'xc7', luts: 63_400, ffs: 126_800, dsps: 240, blockRams: 135, source: `${series7}; ${vivadoReports.a100t}` },
  // A logic cell of an iCE40 or an ECP5 slice half is one LUT4 and one flip-flop, so the counts are equal.
  { name: 'ice40hx8k-ct256', family: 'ice40', luts: 7680, ffs: 7680, dsps: 0, blockRams: 32, source: ice40Hx },
  { name: 'ice40up5k-sg48', family: 'ice40', luts: 5280, ffs: 5280, dsps: 8, blockRams: 30, source: ice40UltraPlus },
  { name: 'lfe5u-25f', family: 'ecp5', luts: 24_288, ffs: 24_288, dsps: 28, blockRams: 56, source: ecp5 },
  { name: 'lfe5u-85f', family: 'ecp5', luts: 83_640, ffs: 83_640, dsps: 156, blockRams: 208, source: ecp5 },
];

/** The devices that designs are sized against. */
export const parts: readonly Part[] = rows.map(({ blockRams, ...row }) => {
  const { blockRamKilobits: kilobits, lutsPerCarry, ...facts } = families[row.family];
  return {
    ...row,
    ...facts,
    carries: row.luts / lutsPerCarry,
    blockRams: { count: blockRams, kilobits },
    bram36: Math.floor((blockRams * kilobits) / 36),
  };
});
