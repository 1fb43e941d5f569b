import { CodesignError } from '@nx-codesign/ir';
import { firstWire, type Cell, type Net, type Netlist, type Port } from './netlist';

type YosysBit = number | '0' | '1' | 'x' | 'z';

interface YosysModule {
  readonly ports: Record<string, { direction: string; bits: YosysBit[] }>;
  readonly cells: Record<
    string,
    { type: string; parameters?: Record<string, unknown>; connections: Record<string, YosysBit[]> }
  >;
}

/**
 * Reads one module of a Yosys JSON netlist (`write_json`). Undefined bits (`x`, `z`) become constant 0.
 * Throws `flows.badNetlist` if the text is not such a netlist or has no module of that name.
 */
export function parseNetlist(json: string, top: string): Netlist {
  const module = moduleOf(parseJson(json), top);
  const ports = Object.entries(module.ports).map(([name, port]) => portOf(name, port, top));
  const cells: Cell[] = [];
  let last = firstWire - 1;
  for (const { nets } of ports) last = maximum(nets, last);
  for (const [name, { type, parameters = {}, connections }] of Object.entries(module.cells)) {
    if (typeof type !== 'string' || typeof connections !== 'object' || connections === null) {
      throw badNetlist(`cell ${name} of module ${top} has no type or no connections`);
    }
    const pins: Record<string, Net[]> = {};
    for (const pin of Object.keys(connections)) {
      pins[pin] = netsOf(connections[pin], `pin ${pin} of cell ${name}`);
      last = maximum(pins[pin], last);
    }
    cells.push({ name, type, parameters: parameters as Record<string, string>, pins });
  }
  return { name: top, netCount: last + 1, ports, cells };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw badNetlist(`it is not JSON and begins with ${JSON.stringify(json.slice(0, 40))}`, cause);
  }
}

function moduleOf(document: unknown, top: string): YosysModule {
  const modules = (document as { modules?: Record<string, YosysModule> } | null)?.modules;
  if (typeof modules !== 'object' || modules === null) throw badNetlist('it has no "modules"');
  const module = Object.hasOwn(modules, top) ? modules[top] : undefined;
  if (module === undefined) {
    throw badNetlist(`it has no module ${top}, only ${Object.keys(modules).join(', ') || 'none'}`);
  }
  if (typeof module.ports !== 'object' || typeof module.cells !== 'object') {
    throw badNetlist(`module ${top} has no "ports" or no "cells"`);
  }
  return module;
}

function portOf(name: string, { direction, bits }: YosysModule['ports'][string], top: string): Port {
  if (direction !== 'input' && direction !== 'output') {
    throw badNetlist(
      `port ${name} of module ${top} is ${String(direction)}; only inputs and outputs are supported`,
    );
  }
  return { name, direction, nets: netsOf(bits, `port ${name}`) };
}

function netsOf(bits: readonly YosysBit[], place: string): Net[] {
  if (!Array.isArray(bits)) throw badNetlist(`${place} has no list of bits`);
  return bits.map((bit: unknown) => {
    if (typeof bit === 'number' && Number.isInteger(bit) && bit >= firstWire) return bit;
    if (bit === '1') return 1;
    if (bit === '0' || bit === 'x' || bit === 'z') return 0;
    throw badNetlist(`${place} has the bit ${JSON.stringify(bit)}`);
  });
}

function maximum(nets: readonly Net[], start: Net): Net {
  let largest = start;
  for (const net of nets) if (net > largest) largest = net;
  return largest;
}

function badNetlist(found: string, cause?: unknown): CodesignError {
  const message = `Expected a netlist in the JSON form of Yosys, but ${found}. Delete the cached result and synthesise again.`;
  return new CodesignError('flows.badNetlist', message, { cause });
}
