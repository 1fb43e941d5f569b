/** A net's number. 0 is constant 0, 1 is constant 1; wires start at 2. */
export type Net = number;

export const constantZero: Net = 0;
export const constantOne: Net = 1;
export const firstWire: Net = 2;

export interface Port {
  readonly name: string;
  readonly direction: 'input' | 'output';
  /** Bit 0 first. */
  readonly nets: readonly Net[];
}

/** A technology cell, or an instance of another module. */
export interface Cell {
  readonly name: string;
  readonly type: string;
  /** Parameter values as the synthesis tool wrote them: binary digits, most significant first, or text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly pins: Readonly<Record<string, readonly Net[]>>;
}

/** A module of cells over numbered nets, as mapped for a device family. */
export interface Netlist {
  readonly name: string;
  /** All nets are below this number. */
  readonly netCount: number;
  readonly ports: readonly Port[];
  readonly cells: readonly Cell[];
}

/** The net on bit `bit` of a pin; a pin that is not connected reads 0. */
export function pinNet(cell: Cell, pin: string, bit = 0): Net {
  return cell.pins[pin]?.[bit] ?? constantZero;
}

/** Number of cells by type, in the order of the types' names. */
export function cellCounts(netlist: Netlist): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of netlist.cells) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
