import type { Net, Port } from '../netlist/netlist';
import type { TruthTable } from './truthTable';

/** One Boolean function of at most six nets: the output of a LUT, or one bit of a carry chain. */
export interface Gate {
  readonly output: Net;
  /** Variable `v` of the table is net `inputs[v]`. Reduced: distinct wires that all make a difference. */
  readonly inputs: readonly Net[];
  readonly table: TruthTable;
  /** What the gate is made of; a carry bit has no LUT in its path. */
  readonly resource: 'lut' | 'carry' | 'wire' | 'dsp';
  /** The input that comes along a carry chain, if it is still one. */
  readonly carryIn?: Net;
  /** The delay of a DSP block that ends at this gate. */
  readonly delay?: 'multiplyNs' | 'addNs';
  /** Index of the cell in the netlist. */
  readonly cell: number;
}

/** A flip-flop on the rising edge: takes `data` at each edge and starts at `initial`. */
export interface Register {
  readonly output: Net;
  readonly data: Net;
  readonly clock: Net;
  readonly initial: 0 | 1;
  /** Whether it is a register of a DSP block. */
  readonly isInBlock?: true;
  readonly cell: number;
}

/** A netlist as gates and registers: what a simulator and a timing analyser work on. */
export interface Logic {
  readonly name: string;
  readonly netCount: number;
  readonly ports: readonly Port[];
  readonly gates: readonly Gate[];
  readonly registers: readonly Register[];
}
