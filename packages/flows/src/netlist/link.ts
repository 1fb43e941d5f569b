import { checkInstance, linkFailed, type MappedDesign } from './mappedDesign';
import { firstWire, type Cell, type Net, type Netlist } from './netlist';

/**
 * Puts the modules' netlists in place of their instances in the top's netlist: the whole design as one flat netlist.
 * A module may be instantiated many times.
 * Throws `flows.linkFailed` if a port is missing or has another width.
 */
export function linkNetlists({ top, modules }: MappedDesign): Netlist {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const cells: Cell[] = [];
  const nets = new NetMerger(top.netCount);
  for (const cell of top.cells) {
    const module = byName.get(cell.type);
    if (module === undefined) cells.push(cell);
    else placeInstance(cell, module, { cells, nets });
  }
  const rename = (list: readonly Net[]) => list.map((net) => nets.find(net));
  return {
    name: top.name,
    netCount: nets.count,
    ports: top.ports.map((port) => ({ ...port, nets: rename(port.nets) })),
    cells: cells.map((cell) => ({ ...cell, pins: mapPins(cell.pins, rename) })),
  };
}

function placeInstance(instance: Cell, module: Netlist, linked: { cells: Cell[]; nets: NetMerger }): void {
  const base = linked.nets.reserve(module.netCount);
  const moved = (net: Net): Net => (net < firstWire ? net : base + net);
  checkInstance(instance, module);
  for (const port of module.ports) {
    const outer = instance.pins[port.name];
    port.nets.forEach((net, bit) => linked.nets.join(moved(net), outer[bit]));
  }
  for (const cell of module.cells) {
    const pins = mapPins(cell.pins, (list) => list.map(moved));
    linked.cells.push({ ...cell, name: `${instance.name}.${cell.name}`, pins });
  }
}

function mapPins(pins: Cell['pins'], map: (nets: readonly Net[]) => Net[]): Record<string, Net[]> {
  const mapped: Record<string, Net[]> = {};
  for (const pin of Object.keys(pins)) mapped[pin] = map(pins[pin]);
  return mapped;
}

/** Nets that are one wire, by union-find; a constant wins over a wire. */
class NetMerger {
  count: number;
  private readonly parent = new Map<Net, Net>();

  constructor(count: number) {
    this.count = count;
  }

  /** Makes room for `nets` further nets and gives the offset to add to them. */
  reserve(nets: number): number {
    const base = this.count;
    this.count += nets;
    return base;
  }

  find(net: Net): Net {
    let root = net;
    for (let next = this.parent.get(root); next !== undefined; next = this.parent.get(root)) root = next;
    if (root !== net) this.parent.set(net, root);
    return root;
  }

  /** Joins a module's port net with the net outside. */
  join(inner: Net, outer: Net): void {
    const from = this.find(inner);
    const to = this.find(outer);
    if (from === to) return;
    if (from < firstWire && to < firstWire) throw linkFailed('constants 0 and 1 are joined');
    if (from < firstWire) this.parent.set(to, from);
    else this.parent.set(from, to);
  }
}
