import { CodesignError } from '@nx-codesign/ir';
import { constantZero, pinNet, type Cell, type Net } from '../netlist';
import type { CellModel } from './cellModel';
import { buildDspBlock } from './dspBlock';

/** `P = A * B + C` in terms of the multiplexers X, Y and Z (AMD UG579, UG479). */
const modes: Readonly<Record<string, string>> = { DSP48E2: '000110101', DSP48E1: '0110101' };

/**
 * DSP48E2 (27 x 18) or DSP48E1 (25 x 18) as a multiplier with an addend. Registers of A, B, C, M and P are at 0 or 1;
 * throws `flows.unsupportedCell` for any other use.
 */
export function xilinxDsp(type: 'DSP48E1' | 'DSP48E2', aBits: number): CellModel {
  return {
    resource: 'dsp',
    outputs: ['P'],
    build(cell, logic) {
      checkMode(cell, modes[type]);
      buildDspBlock(
        {
          a: bus(cell, 'A', aBits),
          b: bus(cell, 'B', 18),
          addend: bus(cell, 'C', 48),
          output: Array.from({ length: 48 }, (_, bit) => cell.pins.P[bit]),
          clock: pinNet(cell, 'CLK'),
          registers: {
            a: hasRegister(cell, 'AREG'),
            b: hasRegister(cell, 'BREG'),
            addend: hasRegister(cell, 'CREG'),
            product: hasRegister(cell, 'MREG'),
            result: hasRegister(cell, 'PREG'),
          },
        },
        logic,
      );
    },
  };
}

function bus(cell: Cell, pin: string, width: number): Net[] {
  return Array.from({ length: width }, (_, bit) => pinNet(cell, pin, bit));
}

function checkMode(cell: Cell, digits: string): void {
  const actual = [...(cell.pins.OPMODE ?? [])].reverse().join('');
  const isAdding = cell.pins.ALUMODE?.every((net) => net === constantZero) ?? true;
  if (actual !== digits || !isAdding) {
    throw unsupported(cell, `OPMODE ${actual}; only products with an addend, OPMODE ${digits}, are modelled`);
  }
}

function hasRegister(cell: Cell, parameter: string): boolean {
  const count = Number.parseInt(cell.parameters[parameter] ?? '0', 2);
  if (count !== 0 && count !== 1) throw unsupported(cell, `${parameter} ${count}; only 0 and 1 are modelled`);
  return count === 1;
}

function unsupported({ name, type }: Cell, found: string): CodesignError {
  return new CodesignError('flows.unsupportedCell', `Cell ${name} (${type}) has ${found}.`);
}
