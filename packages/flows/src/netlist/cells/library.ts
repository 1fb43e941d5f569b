import { CodesignError } from '@nx-codesign/ir';
import type { Cell } from '../netlist';
import type { CellLibrary, CellModel } from './cellModel';
import { ecp5Cells } from './ecp5';
import { ice40Cells } from './ice40';
import { xilinxCells } from './xilinx';

const libraries: readonly CellLibrary[] = [xilinxCells, ice40Cells, ecp5Cells];

/**
 * The model of a cell, by its type and its output pins (Xilinx and Lattice both have a LUT4).
 * Throws `flows.unsupportedCell` for a cell that is in no family.
 */
export function modelOf(cell: Cell): CellModel {
  for (const library of libraries) {
    if (!Object.hasOwn(library, cell.type)) continue;
    const model = library[cell.type];
    if (model.outputs.some((pin) => Object.hasOwn(cell.pins, pin))) return model;
  }
  const message =
    `Cell ${cell.name} has the type ${cell.type}, which is no known technology cell. ` +
    'Link the netlists of all modules, or synthesise without that cell.';
  throw new CodesignError('flows.unsupportedCell', message);
}
