import { tableOfDigits } from '../../gates/truthTable';
import { pinNet } from '../netlist';
import { blockRam } from './blockRam';
import type { CellLibrary, CellModel } from './cellModel';
import { clockedRegister } from './clockedRegister';
import { ice40Dsp } from './ice40Dsp';
import { lookupTable } from './lookupTable';

/** At least two of three. */
const majority = tableOfDigits('11101000', 3);

/** The cells of iCE40 with flip-flops on the rising edge and synchronous resets (SiliconBlue ICE technology library). */
export const ice40Cells: CellLibrary = {
  SB_LUT4: lookupTable({ inputs: ['I0', 'I1', 'I2', 'I3'], output: 'O', parameter: 'LUT_INIT' }),
  SB_CARRY: {
    resource: 'carry',
    outputs: ['CO'],
    build(cell, logic) {
      const inputs = ['I0', 'I1', 'CI'].map((pin) => pinNet(cell, pin));
      logic.gate(cell.pins.CO?.[0], inputs, { table: majority, resource: 'carry', carryIn: inputs[2] });
    },
  },
  SB_MAC16: ice40Dsp,
  SB_RAM40_4K: blockRam(4, ['RDATA']),
  SB_DFF: register({}),
  SB_DFFE: register({ enable: 'E' }),
  SB_DFFSR: register({ reset: 'R', resetValue: 0 }),
  SB_DFFSS: register({ reset: 'S', resetValue: 1 }),
  SB_DFFESR: register({ enable: 'E', reset: 'R', resetValue: 0, resetNeedsEnable: true }),
  SB_DFFESS: register({ enable: 'E', reset: 'S', resetValue: 1, resetNeedsEnable: true }),
};

function register(pins: {
  enable?: string;
  reset?: string;
  resetValue?: 0 | 1;
  resetNeedsEnable?: true;
}): CellModel {
  return clockedRegister({ data: 'D', output: 'Q', clock: 'C', ...pins });
}
