import { tableOfDigits } from '../../gates/truthTable';
import { constantZero, pinNet, type Cell } from '../netlist';
import type { CellLibrary, CellModel, LogicBuilder } from './cellModel';
import { clockedRegister } from './clockedRegister';
import { blockRam } from './blockRam';
import { lookupTable } from './lookupTable';
import { xilinxDsp } from './xilinxDsp';

/** `S ? carry : DI`, variables S, carry, DI: the multiplexer of a carry chain. */
const carryTable = tableOfDigits('11011000', 3);
const sumTable = tableOfDigits('0110', 2);
const muxTable = tableOfDigits('11100100', 3);

const lutInputs = ['I0', 'I1', 'I2', 'I3', 'I4', 'I5'];

/** The cells of 7-series and UltraScale+ that the flow produces (UG974, UG953). */
export const xilinxCells: CellLibrary = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((size) => [
      `LUT${size}`,
      lookupTable({ inputs: lutInputs.slice(0, size), output: 'O', parameter: 'INIT' }),
    ]),
  ),
  INV: {
    resource: 'lut',
    luts: 1,
    outputs: ['O'],
    build: (cell, logic) =>
      logic.gate(cell.pins.O?.[0], [pinNet(cell, 'I')], { table: tableOfDigits('01', 1), resource: 'lut' }),
  },
  LUT6_2: { resource: 'lut', luts: 1, outputs: ['O6', 'O5'], build: buildDualLut },
  CARRY8: carryChain(8, (cell) => [pinNet(cell, 'CI'), pinNet(cell, 'CI_TOP')]),
  CARRY4: carryChain(4, (cell) => [pinNet(cell, 'CI'), pinNet(cell, 'CYINIT')]),
  MUXF7: wideMux(),
  MUXF8: wideMux(),
  DSP48E2: xilinxDsp('DSP48E2', 27),
  DSP48E1: xilinxDsp('DSP48E1', 25),
  RAMB36E2: blockRam(36, ['DOUTADOUT', 'DOUTBDOUT']),
  RAMB18E2: blockRam(18, ['DOUTADOUT', 'DOUTBDOUT']),
  RAMB36E1: blockRam(36, ['DOADO', 'DOBDO']),
  RAMB18E1: blockRam(18, ['DOADO', 'DOBDO']),
  FDRE: register('R', 0),
  FDSE: register('S', 1),
};

/** O6 is the full function of six inputs, O5 the lower half of it, of the first five. */
function buildDualLut(cell: Cell, logic: LogicBuilder): void {
  const digits = (cell.parameters.INIT ?? '0').padStart(64, '0');
  const inputs = lutInputs.map((pin) => pinNet(cell, pin));
  logic.gate(cell.pins.O6?.[0], inputs, { table: tableOfDigits(digits, 6), resource: 'lut' });
  logic.gate(cell.pins.O5?.[0], inputs.slice(0, 5), {
    table: tableOfDigits(digits.slice(-32), 5),
    resource: 'lut',
  });
}

/**
 * `CO[i] = S[i] ? C[i] : DI[i]`, `O[i] = S[i] ^ C[i]`, `C[0]` = carry in, `C[i] = CO[i-1]`. Of the two carry
 * inputs one is 0. A CARRY8 is one chain here (`CARRY_TYPE` SINGLE_CY8), so CI_TOP must not be used.
 */
function carryChain(length: number, carryInputs: (cell: Cell) => [number, number]): CellModel {
  return {
    resource: 'carry',
    outputs: ['O', 'CO'],
    build(cell, logic) {
      const [first, second] = carryInputs(cell);
      let carry = first === constantZero ? second : first;
      for (let bit = 0; bit < length; bit += 1) {
        const select = pinNet(cell, 'S', bit);
        const chain = { resource: 'carry', carryIn: carry } as const;
        logic.gate(cell.pins.O?.[bit], [select, carry], { ...chain, table: sumTable });
        const next = cell.pins.CO?.[bit] ?? logic.wire();
        logic.gate(next, [select, carry, pinNet(cell, 'DI', bit)], { ...chain, table: carryTable });
        carry = next;
      }
    },
  };
}

function wideMux(): CellModel {
  return {
    resource: 'mux',
    outputs: ['O'],
    build(cell, logic) {
      const inputs = [pinNet(cell, 'S'), pinNet(cell, 'I0'), pinNet(cell, 'I1')];
      logic.gate(cell.pins.O?.[0], inputs, { table: muxTable, resource: 'wire' });
    },
  };
}

function register(reset: string, resetValue: 0 | 1): CellModel {
  return clockedRegister({
    data: 'D',
    output: 'Q',
    clock: 'C',
    enable: 'CE',
    reset,
    resetValue,
    initialParameter: 'INIT',
  });
}
