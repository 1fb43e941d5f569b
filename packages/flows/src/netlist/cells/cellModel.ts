import type { Cell, Net } from '../netlist';
import type { TruthTable } from '../../gates/truthTable';

/** What a cell is counted as. `lut` counts `luts` of them; the rest count one each. */
export type Resource = 'lut' | 'register' | 'carry' | 'mux' | 'dsp' | 'ram';

/** What a gate computes and what it is made of. */
export interface GateMake {
  readonly table: TruthTable;
  readonly resource: 'lut' | 'carry' | 'wire' | 'dsp';
  /** The input that comes along a carry chain. */
  readonly carryIn?: Net;
  /** Which delay of a DSP block ends at this gate; gates of a block have none of their own. */
  readonly delay?: 'multiplyNs' | 'addNs';
}

/** Where a cell's logic goes: gates of at most six inputs, and registers. */
export interface LogicBuilder {
  gate(output: Net | undefined, inputs: readonly Net[], made: GateMake): void;
  register(cell: { output: Net | undefined; data: Net; clock: Net; initial: 0 | 1; isInBlock?: true }): void;
  /** A net of the cell's own, for logic between its pins. */
  wire(): Net;
}

/** A cell type of a device family: how it is counted and what it computes. */
export interface CellModel {
  readonly resource: Resource;
  /** LUTs that the cell takes, for `lut` and where a carry cell brings its own. */
  readonly luts?: number;
  /** Of a block RAM. */
  readonly kilobits?: number;
  /** Name of its outputs' pins. */
  readonly outputs: readonly string[];
  build(cell: Cell, logic: LogicBuilder): void;
}

export type CellLibrary = Readonly<Record<string, CellModel>>;
