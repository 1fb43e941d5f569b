/** A bit of a connection: a net's number or a constant. */
export type YosysBit = number | '0' | '1' | 'x' | 'z';

export interface YosysCell {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly connections: Readonly<Record<string, readonly YosysBit[]>>;
}

/** A module of a Yosys JSON netlist, as far as the flow changes it. */
export interface YosysModule {
  readonly cells: Readonly<Record<string, YosysCell>>;
  readonly netnames?: Readonly<Record<string, { readonly hide_name?: number }>>;
}

export function isWire(bit: YosysBit): bit is number {
  return typeof bit === 'number';
}
