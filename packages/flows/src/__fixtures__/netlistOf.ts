import type { Cell, Net, Netlist } from '../netlist/netlist';

interface CellText {
  readonly type: string;
  readonly parameters?: Record<string, string>;
  readonly pins: Record<string, Net | readonly Net[]>;
}

/** A netlist written by hand, for tests: ports as lists of nets, cells named by their place. */
export function netlistOf(text: {
  readonly name?: string;
  readonly inputs: Record<string, readonly Net[]>;
  readonly outputs: Record<string, readonly Net[]>;
  readonly cells: readonly CellText[];
}): Netlist {
  const cells: Cell[] = text.cells.map(({ type, parameters = {}, pins }, index) => ({
    name: `c${index}`,
    type,
    parameters,
    pins: Object.fromEntries(Object.entries(pins).map(([pin, nets]) => [pin, [nets].flat()])),
  }));
  const ports = [
    ...Object.entries(text.inputs).map(([name, nets]) => ({ name, direction: 'input' as const, nets })),
    ...Object.entries(text.outputs).map(([name, nets]) => ({ name, direction: 'output' as const, nets })),
  ];
  const all = [
    ...ports.flatMap(({ nets }) => nets),
    ...cells.flatMap(({ pins }) => Object.values(pins).flat()),
  ];
  return { name: text.name ?? 'top', netCount: Math.max(1, ...all) + 1, ports, cells };
}
