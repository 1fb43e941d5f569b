import { modelOf } from '../netlist/cells/library';

interface Document {
  readonly modules: Record<string, { readonly cells: Record<string, YosysCell> }>;
}

interface YosysCell {
  readonly type: string;
  readonly connections: Record<string, never[]>;
  port_directions?: Record<string, 'input' | 'output'>;
}

/**
 * A Yosys JSON netlist with the direction of each pin, which nextpnr needs and Yosys writes only while it knows the
 * family's cell library. Throws `flows.unsupportedCell` for an unknown cell.
 */
export function withPortDirections(netlistJson: string): string {
  const document = JSON.parse(netlistJson) as Document;
  for (const { cells } of Object.values(document.modules)) {
    for (const [name, cell] of Object.entries(cells)) {
      const { outputs } = modelOf({ name, type: cell.type, parameters: {}, pins: cell.connections });
      const directions = Object.keys(cell.connections).map((pin) => {
        return [pin, outputs.includes(pin) ? 'output' : 'input'] as const;
      });
      cell.port_directions = Object.fromEntries(directions);
    }
  }
  return JSON.stringify(document);
}
