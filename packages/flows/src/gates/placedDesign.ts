import { firstWire, type Cell, type Net, type Port } from '../netlist/netlist';
import type { Logic } from './logic';
import type { LogicPart } from './logicParts';
import type { MemoryLayout } from './memoryLayout';

/** One instance of a part in the simulator's memory. */
export interface PlacedInstance {
  readonly part: number;
  /** Byte address at which its memory begins. */
  readonly base: number;
  /** The cell of the top that stands for it; none for the top. */
  readonly cell?: Cell;
}

/** A vector that goes from one instance's memory to another's, by byte addresses. */
export type Transfer = readonly [from: number, to: number];

/** The instances of a design's parts side by side in memory, the top at 0, and what goes between them. */
export class PlacedDesign {
  readonly instances: readonly PlacedInstance[];
  /** End of the last instance's memory. */
  readonly bytes: number;
  /** Byte address of the nets of the top that instances drive. */
  private readonly driven = new Map<Net, number>();

  constructor(
    private readonly parts: readonly LogicPart[],
    private readonly layouts: readonly MemoryLayout[],
  ) {
    const instances: PlacedInstance[] = [];
    let bytes = 0;
    parts.forEach(({ instances: cells }, part) => {
      for (const cell of part === 0 ? [undefined] : cells) {
        instances.push({ part, base: bytes, cell });
        bytes += layouts[part].bytes;
      }
    });
    this.instances = instances;
    this.bytes = bytes;
    for (const instance of instances) {
      this.eachPin(instance, 'output', (inner, outer) =>
        this.driven.set(outer, this.innerAddress(instance, inner)),
      );
    }
  }

  /** Where the memory of a part's first instance begins, and where that of its last one ends. */
  rangeOf(part: number): readonly [start: number, end: number] {
    const bases = this.instances.filter((instance) => instance.part === part).map(({ base }) => base);
    return [bases[0], bases[bases.length - 1] + this.layouts[part].bytes];
  }

  /** Byte address of a net of the top. */
  addressOf(net: Net): number {
    return this.driven.get(net) ?? this.layouts[0].addressOf(net);
  }

  /** What the top's own logic reads of the instances' results. */
  transfersToTop(): Transfer[] {
    const read = readNets(this.parts[0].logic);
    return [...this.driven]
      .filter(([net]) => read.has(net))
      .map(([net, from]) => [from, this.layouts[0].addressOf(net)]);
  }

  /** What the instances read. */
  transfersToInstances(): Transfer[] {
    const reads = this.parts.map(({ logic }) => readNets(logic));
    const transfers: Transfer[] = [];
    for (const instance of this.instances) {
      this.eachPin(instance, 'input', (inner, outer) => {
        if (!reads[instance.part].has(inner)) return;
        transfers.push([this.addressOf(outer), this.innerAddress(instance, inner)]);
      });
    }
    return transfers;
  }

  private innerAddress({ part, base }: PlacedInstance, net: Net): number {
    return base + this.layouts[part].addressOf(net);
  }

  private eachPin(
    { part, cell }: PlacedInstance,
    direction: Port['direction'],
    visit: (inner: Net, outer: Net) => void,
  ): void {
    if (cell === undefined) return;
    for (const port of this.parts[part].logic.ports) {
      // The switches of injected faults are ports that no cell connects.
      const pins = cell.pins[port.name];
      if (port.direction !== direction || pins === undefined) continue;
      port.nets.forEach((net, bit) => {
        const outer = pins[bit];
        if (direction === 'input' || outer >= firstWire) visit(net, outer);
      });
    }
  }
}

/** The nets that a part's gates and registers take in. */
function readNets({ gates, registers }: Logic): Set<Net> {
  const read = new Set(registers.map(({ data }) => data));
  for (const { inputs } of gates) for (const net of inputs) read.add(net);
  return read;
}
