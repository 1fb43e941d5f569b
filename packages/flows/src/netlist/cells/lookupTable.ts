import { tableOfDigits } from '../../gates/truthTable';
import { pinNet } from '../netlist';
import type { CellModel } from './cellModel';

/** A look-up table of `inputPins.length` inputs whose values are the digits of a parameter. */
export function lookupTable(pins: {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly parameter: string;
}): CellModel {
  return {
    resource: 'lut',
    luts: 1,
    outputs: [pins.output],
    build(cell, logic) {
      const table = tableOfDigits(cell.parameters[pins.parameter] ?? '0', pins.inputs.length);
      const inputs = pins.inputs.map((pin) => pinNet(cell, pin));
      logic.gate(cell.pins[pins.output]?.[0], inputs, { table, resource: 'lut' });
    },
  };
}
