import type { Part, PartFamily } from '../parts/part';

/** Delays of a family's cells and nets, in ns. */
export interface Delays {
  readonly lutNs: number;
  /** Route from one cell to the next; the cells of one slice need none. */
  readonly netNs: number;
  readonly carryInNs: number;
  readonly carryPerBitNs: number;
  readonly carryOutNs: number;
  readonly clockToOutputNs: number;
  readonly setupNs: number;
}

/** Delays within a DSP block, in ns: its registers are as fast as those of the slices. */
export interface BlockDelays {
  /** From the operands to the register behind the multiplier. */
  readonly multiplyNs: number;
  /** From there, or from the addend, to the output register. */
  readonly addNs: number;
  /** Where the numbers come from. */
  readonly source: string;
}

/**
 * Delays and adders of a family. An estimate before placement: the net delay is that of a short route, and the
 * carries of adders in a row are added although they overlap.
 */
export interface DelayModel extends Delays {
  readonly lutInputs: 4 | 6;
  /** From the registers ahead of a module to its input, the net to the next cell not included; 0 if absent. */
  readonly inputNs?: number;
  /** Operands that one carry chain with one LUT per bit adds. */
  readonly adderInputs: 2 | 3;
  readonly block: BlockDelays;
  /** Shortest and longest delays where the routes make them vary, if known: `lutNs` and `netNs` are the middle. */
  readonly spread?: Readonly<Record<'short' | 'long', Pick<Delays, 'lutNs' | 'netNs'>>>;
  /** Where the numbers come from. */
  readonly source: string;
}

export const delayModels: Record<PartFamily, DelayModel> = {
  xcup: {
    lutNs: 0.1,
    lutInputs: 6,
    adderInputs: 3,
    netNs: 0.29,
    carryInNs: 0.11,
    carryPerBitNs: 0.005,
    carryOutNs: 0.1,
    clockToOutputNs: 0.08,
    setupNs: 0.03,
    block: {
      multiplyNs: 1.1,
      addNs: 0.63,
      source:
        'AMD DS923, speed grade -2 at 0.85 V: 544 MHz from operand to output register without the one between, 775 MHz with it',
    },
    spread: { short: { lutNs: 0.05, netNs: 0.18 }, long: { lutNs: 0.15, netNs: 0.4 } },
    source:
      'assumed from routed UltraScale+ paths, speed grade -2, of small designs; the 20 post-route reports of JEDI-linear (36k to 296k LUTs, two adders in a row, 2.6 to 4.9 ns) would need routes of 0.55 ns and more: optimistic for such large ones',
  },
  xc7: {
    lutNs: 0.212,
    lutInputs: 6,
    adderInputs: 3,
    netNs: 0.8,
    carryInNs: 0.4,
    carryPerBitNs: 0.029,
    carryOutNs: 0.27,
    clockToOutputNs: 0.49,
    setupNs: 0.03,
    spread: { short: { lutNs: 0.124, netNs: 0.5 }, long: { lutNs: 0.3, netNs: 1.1 } },
    block: {
      multiplyNs: 2.1,
      addNs: 1.3,
      source: 'assumed from the magnitudes in AMD DS181, speed grade -1; not calibrated',
    },
    source:
      'cells and routes of two published routed paths of a Zynq-7000, speed grade -1 (Vivado report_timing; 26 and 27 cells); a third, of a large Artix-7 design, lies in the range (docs/place-and-route.md)',
  },
  ice40: {
    lutNs: 0.4,
    lutInputs: 4,
    adderInputs: 2,
    netNs: 1.1,
    carryInNs: 0.26,
    carryPerBitNs: 0.126,
    carryOutNs: 0.3,
    clockToOutputNs: 0.54,
    setupNs: 0.2,
    block: {
      multiplyNs: 12,
      addNs: 4,
      source: 'assumed: a 16 x 16 product without registers at 50 MHz (UltraPlus); not calibrated',
    },
    source:
      'cells by Project IceStorm (HX), nets by a design that nextpnr routes at 170 MHz with one adder per stage',
  },
  ecp5: {
    lutNs: 0.236,
    lutInputs: 4,
    adderInputs: 2,
    netNs: 0.9,
    // Each bit of a CCU2C has a LUT before its carry, which is counted as one; this is what is left of 0.447 ns.
    carryInNs: 0.211,
    carryPerBitNs: 0.0355,
    carryOutNs: 0.42,
    clockToOutputNs: 0.525,
    setupNs: 0.13,
    block: {
      multiplyNs: 3.5,
      addNs: 0.5,
      source: 'assumed, speed grade 6; not calibrated',
    },
    source:
      'cells by the path reports of nextpnr 0.11.1, speed grade 6; nets: the mean route of the placed paths with two adders in a row',
  },
};

/** An iCE40 UltraPlus, which is half as fast as the HX of its family. */
const ice40UltraPlus: DelayModel = {
  ...delayModels.ice40,
  lutNs: 0.87,
  netNs: 2.1,
  carryInNs: 0.68,
  carryPerBitNs: 0.28,
  carryOutNs: 0.66,
  clockToOutputNs: 1.39,
  setupNs: 0,
  source: 'path reports of nextpnr 0.4 for an UP5K; the setup of a flip-flop is in the LUT before it',
};

/** What a part's pipeline is cut by: the model of its family, but for parts that differ from it. */
export function delayModelOf({ name, family }: Pick<Part, 'name' | 'family'>): DelayModel {
  return name.startsWith('ice40up') ? ice40UltraPlus : delayModels[family];
}
