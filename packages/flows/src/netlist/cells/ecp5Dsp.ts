import { CodesignError } from '@nx-codesign/ir';
import { constantOne, constantZero, pinNet, type Cell, type Net } from '../netlist';
import type { CellModel } from './cellModel';
import { buildDspBlock } from './dspBlock';

const operandBits = 18;
const outputBits = 36;

/** The multiplier of ECP5 (Lattice FPGA-TN-02205), signed; its registers are on CLK0 or absent. */
export const ecp5Dsp: CellModel = {
  resource: 'dsp',
  outputs: Array.from({ length: outputBits }, (_, bit) => `P${bit}`),
  build(cell, logic) {
    for (const pin of ['SIGNEDA', 'SIGNEDB']) {
      if (pinNet(cell, pin) !== constantOne) throw unsupported(cell, `${pin} other than 1`);
    }
    buildDspBlock(
      {
        a: bus(cell, 'A'),
        b: bus(cell, 'B'),
        addend: new Array<Net>(outputBits).fill(constantZero),
        output: Array.from({ length: outputBits }, (_, bit) => cell.pins[`P${bit}`]?.[0]),
        clock: pinNet(cell, 'CLK0'),
        registers: {
          a: hasRegister(cell, 'REG_INPUTA_CLK'),
          b: hasRegister(cell, 'REG_INPUTB_CLK'),
          addend: false,
          product: hasRegister(cell, 'REG_PIPELINE_CLK'),
          result: hasRegister(cell, 'REG_OUTPUT_CLK'),
        },
      },
      logic,
    );
  },
};

function bus(cell: Cell, pin: string): Net[] {
  return Array.from({ length: operandBits }, (_, bit) => pinNet(cell, `${pin}${bit}`));
}

function hasRegister(cell: Cell, parameter: string): boolean {
  const clock = cell.parameters[parameter] ?? 'NONE';
  if (clock !== 'NONE' && clock !== 'CLK0') throw unsupported(cell, `${parameter} ${clock}`);
  return clock === 'CLK0';
}

function unsupported(cell: Cell, found: string): CodesignError {
  return new CodesignError(
    'flows.unsupportedCell',
    `Cell ${cell.name} (MULT18X18D) has ${found}; only signed products with registers on CLK0 are modelled.`,
  );
}
