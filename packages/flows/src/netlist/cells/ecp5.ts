import { CodesignError } from '@nx-codesign/ir';
import { tableOfDigits } from '../../gates/truthTable';
import { pinNet, type Cell } from '../netlist';
import { blockRam } from './blockRam';
import type { CellLibrary, CellModel, LogicBuilder } from './cellModel';
import { clockedRegister } from './clockedRegister';
import { ecp5Dsp } from './ecp5Dsp';
import { lookupTable } from './lookupTable';

const lutPins = ['A', 'B', 'C', 'D'];
const muxTable = tableOfDigits('11011000', 3);
const sumTable = tableOfDigits('0110', 2);
const carryTable = tableOfDigits('11011000', 3);

/** The cells of ECP5 that `synth_ecp5` uses for logic, and flip-flops with synchronous resets (Lattice FPGA-TN-02032). */
export const ecp5Cells: CellLibrary = {
  LUT4: lookupTable({ inputs: lutPins, output: 'Z', parameter: 'INIT' }),
  PFUMX: wideMux('C0', 'ALUT', 'BLUT'),
  L6MUX21: wideMux('SD', 'D1', 'D0'),
  CCU2C: { resource: 'carry', luts: 2, outputs: ['S0', 'S1', 'COUT'], build: buildCarry },
  MULT18X18D: ecp5Dsp,
  DP16KD: blockRam(18, Array.from({ length: 18 }, (_, bit) => [`DOA${bit}`, `DOB${bit}`]).flat()),
  TRELLIS_FF: { resource: 'register', outputs: ['Q'], build: buildRegister },
};

/** `select ? whenOne : whenZero`. */
function wideMux(select: string, whenOne: string, whenZero: string): CellModel {
  return {
    resource: 'mux',
    outputs: ['Z'],
    build(cell, logic) {
      const inputs = [select, whenOne, whenZero].map((pin) => pinNet(cell, pin));
      logic.gate(cell.pins.Z?.[0], inputs, { table: muxTable, resource: 'wire' });
    },
  };
}

/**
 * Two carry bits. Each has a LUT4 whose full output propagates and whose lower quarter (C = D = 0) generates;
 * `INJECT1_x` "NO" feeds the carry into the sum.
 */
function buildCarry(cell: Cell, logic: LogicBuilder): void {
  let carry = pinNet(cell, 'CIN');
  for (const bit of [0, 1]) {
    if (cell.parameters[`INJECT1_${bit}`] !== 'NO') {
      throw new CodesignError(
        'flows.unsupportedCell',
        `Cell ${cell.name} (CCU2C) has INJECT1_${bit} other than NO.`,
      );
    }
    const digits = (cell.parameters[`INIT${bit}`] ?? '0').padStart(16, '0');
    const inputs = lutPins.map((pin) => pinNet(cell, `${pin}${bit}`));
    const chain = { resource: 'carry', carryIn: carry } as const;
    const propagate = logic.wire();
    const generate = logic.wire();
    logic.gate(propagate, inputs, { table: tableOfDigits(digits, 4), resource: 'lut' });
    logic.gate(generate, inputs.slice(0, 2), { table: tableOfDigits(digits.slice(-4), 2), resource: 'lut' });
    logic.gate(cell.pins[`S${bit}`]?.[0], [propagate, carry], { ...chain, table: sumTable });
    const next = bit === 1 ? (cell.pins.COUT?.[0] ?? logic.wire()) : logic.wire();
    logic.gate(next, [propagate, carry, generate], { ...chain, table: carryTable });
    carry = next;
  }
}

function buildRegister(cell: Cell, logic: LogicBuilder): void {
  const {
    CLKMUX = 'CLK',
    LSRMUX = 'LSR',
    CEMUX = '1',
    SRMODE = 'LSR_OVER_CE',
    REGSET = 'RESET',
  } = cell.parameters;
  if (CLKMUX !== 'CLK' || LSRMUX !== 'LSR' || CEMUX === 'INV') {
    const message = `Cell ${cell.name} (TRELLIS_FF) has an inverted clock, reset or enable, which is not modelled.`;
    throw new CodesignError('flows.unsupportedCell', message);
  }
  if (cell.pins.LSR?.[0] && SRMODE === 'ASYNC') {
    throw new CodesignError(
      'flows.unsupportedCell',
      `Cell ${cell.name} (TRELLIS_FF) has an asynchronous reset.`,
    );
  }
  const enable = CEMUX === 'CE' ? { enable: 'CE' } : {};
  const resetValue = REGSET === 'SET' ? 1 : 0;
  clockedRegister({
    data: 'DI',
    output: 'Q',
    clock: 'CLK',
    ...enable,
    reset: 'LSR',
    resetValue,
  }).build(cell, logic);
}
