import { CodesignError } from '@nx-codesign/ir';
import { constantZero, pinNet, type Cell, type Net } from '../netlist';
import type { CellModel } from './cellModel';
import { buildDspBlock } from './dspBlock';

/** Where the output comes from (`TOPOUTPUT_SELECT`): the adder, its register, or the product. */
const outputs = { sum: 0, register: 1, product: 3 } as const;

/** What the parameters have to be, as numbers, for a signed 16 x 16 product with C and D as its addend. */
const fixed: Readonly<Record<string, number>> = {
  NEG_TRIGGER: 0,
  MODE_8x8: 0,
  A_SIGNED: 1,
  B_SIGNED: 1,
  TOP_8x8_MULT_REG: 0,
  BOT_8x8_MULT_REG: 0,
  PIPELINE_16x16_MULT_REG1: 0,
  TOPADDSUB_LOWERINPUT: 2,
  BOTADDSUB_LOWERINPUT: 2,
  TOPADDSUB_UPPERINPUT: 1,
  BOTADDSUB_UPPERINPUT: 1,
  TOPADDSUB_CARRYSELECT: 2,
  BOTADDSUB_CARRYSELECT: 0,
};

/**
 * The multiplier of iCE40 UltraPlus (Lattice FPGA-TN-02007) as `O = A B + {C, D}`, signed. Throws
 * `flows.unsupportedCell` for any other use.
 */
export const ice40Dsp: CellModel = {
  resource: 'dsp',
  outputs: ['O'],
  build(cell, logic) {
    for (const [parameter, value] of Object.entries(fixed)) {
      if (number(cell, parameter) !== value) throw unsupported(cell, parameter);
    }
    const output = number(cell, 'TOPOUTPUT_SELECT');
    if (number(cell, 'BOTOUTPUT_SELECT') !== output) throw unsupported(cell, 'BOTOUTPUT_SELECT');
    if (!Object.values<number>(outputs).includes(output)) throw unsupported(cell, 'TOPOUTPUT_SELECT');
    const addend = output === outputs.product ? [] : [...bus(cell, 'D'), ...bus(cell, 'C')];
    buildDspBlock(
      {
        a: bus(cell, 'A'),
        b: bus(cell, 'B'),
        addend: Array.from({ length: 32 }, (_, bit) => addend[bit] ?? constantZero),
        output: Array.from({ length: 32 }, (_, bit) => cell.pins.O[bit]),
        clock: pinNet(cell, 'CLK'),
        registers: {
          a: number(cell, 'A_REG') === 1,
          b: number(cell, 'B_REG') === 1,
          addend: number(cell, 'C_REG') === 1,
          product: number(cell, 'PIPELINE_16x16_MULT_REG2') === 1,
          result: output === outputs.register,
        },
      },
      logic,
    );
  },
};

function bus(cell: Cell, pin: string): Net[] {
  return Array.from({ length: 16 }, (_, bit) => pinNet(cell, pin, bit));
}

function number(cell: Cell, parameter: string): number {
  return Number.parseInt(cell.parameters[parameter] ?? '0', 2);
}

function unsupported(cell: Cell, parameter: string): CodesignError {
  return new CodesignError(
    'flows.unsupportedCell',
    `Cell ${cell.name} (SB_MAC16) has ${parameter} ${number(cell, parameter)}; only signed 16 x 16 products with the ` +
      'addend in C and D are modelled.',
  );
}
