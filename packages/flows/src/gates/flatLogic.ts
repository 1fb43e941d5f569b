import { firstWire, type Cell, type Net } from '../netlist/netlist';
import type { ClockedLogic } from './clockedLogic';
import type { Gate, Register } from './logic';
import type { LogicPart } from './logicParts';

/** A gate or register of one instance, over the nets of the whole design. */
export type FlatGate = Pick<Gate, 'output' | 'inputs' | 'table' | 'resource'>;
export type FlatRegister = Pick<Register, 'output' | 'data' | 'initial'>;

/** The gates and registers of all instances of a design over one set of nets. */
export class FlatLogic {
  readonly netCount: number;
  private readonly gateOfNet = new Map<Net, FlatGate>();
  private readonly registerOfNet = new Map<Net, FlatRegister>();
  /** First net of each instance, by part and instance. */
  private readonly bases: readonly (readonly number[])[];
  /** Nets of the top that instances drive. */
  private readonly driven = new Map<Net, Net>();
  private readonly ports: readonly ReadonlyMap<Net, readonly [name: string, bit: number]>[];

  constructor(private readonly parts: readonly LogicPart[]) {
    let next = 0;
    this.bases = parts.map(({ logic, instances }, part) =>
      (part === 0 ? [undefined] : instances).map(() => (next += logic.netCount) - logic.netCount),
    );
    this.netCount = next;
    this.ports = parts.map(({ logic }) => {
      const inputs = logic.ports.filter(({ direction }) => direction === 'input');
      return new Map(inputs.flatMap(({ name, nets }) => nets.map((net, bit) => [net, [name, bit]] as const)));
    });
    parts.forEach(({ instances }, part) =>
      instances.forEach((cell, index) => this.drive({ part, index, cell })),
    );
    parts.forEach((_, part) => this.bases[part].forEach((_base, index) => this.place(part, index)));
  }

  gateOf(net: Net): FlatGate | undefined {
    return this.gateOfNet.get(net);
  }

  registerOf(net: Net): FlatRegister | undefined {
    return this.registerOfNet.get(net);
  }

  get gates(): Iterable<FlatGate> {
    return this.gateOfNet.values();
  }

  get registers(): Iterable<FlatRegister> {
    return this.registerOfNet.values();
  }

  /** The net of the whole design that a net of an instance is. */
  netOf(part: number, instance: number, net: Net): Net {
    if (net < firstWire) return net;
    if (part === 0) return this.driven.get(net) ?? net;
    const port = this.ports[part].get(net);
    if (port === undefined) return this.bases[part][instance] + net;
    const outer = this.parts[part].instances[instance].pins[port[0]][port[1]];
    return this.netOf(0, 0, outer);
  }

  private drive({ part, index, cell }: { part: number; index: number; cell: Cell }): void {
    for (const { name, direction, nets } of this.parts[part].logic.ports) {
      if (direction === 'input') continue;
      nets.forEach((net, bit) =>
        this.driven.set(cell.pins[name][bit], net < firstWire ? net : this.bases[part][index] + net),
      );
    }
  }

  private place(part: number, instance: number): void {
    const { gates, registers } = this.parts[part].logic;
    const moved = (net: Net): Net => this.netOf(part, instance, net);
    for (const { output, inputs, table, resource } of gates) {
      this.gateOfNet.set(moved(output), {
        output: moved(output),
        inputs: inputs.map(moved),
        table,
        resource,
      });
    }
    for (const { output, data, initial } of registers) {
      this.registerOfNet.set(moved(output), { output: moved(output), data: moved(data), initial });
    }
  }
}

/** The flat logic of a design, and the nets of its buses. */
export interface FlatDesign {
  readonly logic: FlatLogic;
  readonly inputs: readonly Net[];
  readonly outputs: readonly Net[];
  readonly start?: Net;
}

export function flatten({ parts, inputBus, outputBus, startNet, validNet }: ClockedLogic): FlatDesign {
  const logic = new FlatLogic(parts);
  const seen = [...outputBus.nets, ...(validNet === undefined ? [] : [validNet])];
  const outputs = seen.map((net) => logic.netOf(0, 0, net));
  return { logic, inputs: inputBus.nets, outputs, start: startNet };
}
