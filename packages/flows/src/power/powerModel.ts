import type { PartFamily } from '@nx-codesign/hardware';

/** Low and high end of what is not known better. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What switching costs in a family of devices. */
export interface PowerModel {
  /** Nominal core supply. */
  readonly volts: number;
  /** Switched capacitance of a routed net with the logic that it feeds. */
  readonly netPicofarads: Range;
  /** Of the clock network, for each flip-flop. */
  readonly clockPicofarads: Range;
  /** Changes in a clock cycle for each one that is left at its end, glitches included. */
  readonly glitches: Range;
  readonly source: string;
}

/**
 * A measured family, from which the others are scaled: Virtex-II, 150 nm, 1.5 V, takes 5.9 uW per MHz and CLB of eight
 * LUTs and flip-flops in typical designs, 60 % of it in routes, 16 % in logic, 14 % in clocks (Shang, Kaviani, Bathala 2002,
 * "Dynamic power consumption in Virtex-II FPGA family", doi:10.1145/503048.503072).
 */
const measured = {
  picojoulesPerCycle: 5.9 / 8,
  netShare: 0.6 + 0.16,
  clockShare: 0.14,
  volts: 1.5,
  nanometres: 150,
  /** The paper gives no mean over its designs: an assumption. */
  togglesPerCycle: { low: 0.1, high: 0.4 },
};

/** Capacitances shrink with the lengths; the supply is the family's own. */
function scaled(nanometres: number, volts: number, source: string): PowerModel {
  const { picojoulesPerCycle, netShare, clockShare, togglesPerCycle } = measured;
  const shrink = nanometres / measured.nanometres;
  const perVolt = shrink / measured.volts ** 2;
  // A toggle takes C V^2 / 2, a cycle of the clock, with two toggles, C V^2.
  const net = (toggles: number) => (2 * picojoulesPerCycle * netShare * perVolt) / toggles;
  const clock = picojoulesPerCycle * clockShare * perVolt;
  return {
    volts,
    netPicofarads: { low: net(togglesPerCycle.high), high: net(togglesPerCycle.low) },
    clockPicofarads: { low: clock, high: 4 * clock },
    glitches: { low: 1, high: 2 },
    source: `scaled from Virtex-II (Shang et al. 2002) to ${nanometres} nm; supply: ${source}; not calibrated`,
  };
}

export const powerModels: Readonly<Record<PartFamily, PowerModel>> = {
  xcup: scaled(16, 0.85, 'AMD DS923, VCCINT of speed grade -2'),
  xc7: scaled(28, 1.0, 'AMD DS181, VCCINT'),
  ice40: scaled(40, 1.2, 'Lattice FPGA-DS-02029, VCC'),
  ecp5: scaled(40, 1.1, 'Lattice FPGA-DS-02012, VCC'),
};
