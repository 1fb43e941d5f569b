import type { PartFamily } from '@nx-codesign/hardware';

export interface SynthesisJob {
  /** Name of the top module. */
  readonly top: string;
  /** Verilog to synthesise: file name to text. `adders.v` is replaced by adders of the family's own cells. */
  readonly files: Readonly<Record<string, string>>;
  readonly family: PartFamily;
  /** Verilog whose modules stay black boxes: the layer modules, when the top that wires them is synthesised. */
  readonly libraryFiles?: Readonly<Record<string, string>>;
}

export interface SynthesizedModule {
  /** The mapped netlist in the JSON form of Yosys. */
  readonly netlistJson: string;
  /** Number of cells by type. */
  readonly cells: Readonly<Record<string, number>>;
  /** Warnings, and the steps as they went by. */
  readonly log: string;
  readonly tool: { readonly name: string; readonly version: string };
}
