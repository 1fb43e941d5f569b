import type { Cell } from '../netlist/netlist';

/** A dual LUT with its last digit flipped: the one for inputs of 0. Other cells are as they were. */
export function withFlippedDigit(cell: Cell): Cell {
  if (cell.type !== 'LUT6_2') return cell;
  const digits = cell.parameters.INIT;
  const flipped = digits.slice(0, -1) + (digits.endsWith('1') ? '0' : '1');
  return { ...cell, parameters: { ...cell.parameters, INIT: flipped } };
}

/** A flip-flop as a wire from its data to its output. Other cells are as they were. */
export function withoutRegister(cell: Cell): Cell {
  if (cell.type !== 'FDRE') return cell;
  return { ...cell, type: 'LUT1', parameters: { INIT: '10' }, pins: { I0: cell.pins.D, O: cell.pins.Q } };
}
