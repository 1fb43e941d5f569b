import { CodesignError } from '@nx-codesign/ir';
import type { CellModel } from './cellModel';

/** A block RAM of so many kilobits: it is counted, and a design that has one cannot be simulated. */
export function blockRam(kilobits: number, outputs: readonly string[]): CellModel {
  return {
    resource: 'ram',
    kilobits,
    outputs,
    build({ name, type }) {
      throw new CodesignError(
        'flows.unsupportedCell',
        `Cell ${name} (${type}) is a block RAM, which the gate simulation does not model.`,
      );
    },
  };
}
