import { CodesignError } from '@nx-codesign/ir';
import type { MappedDesign } from '../netlist/mappedDesign';
import type { Cell, Net, Netlist, Port } from '../netlist/netlist';
import { checkDriven } from './checkDriven';
import type { Logic } from './logic';
import { logicParts, type LogicPart } from './logicParts';

/** Names of a design's ports; `clk`, `x` and `y` if absent. */
export interface PortNames {
  readonly clock?: string;
  readonly input?: string;
  readonly output?: string;
  /** One bit that is 1 in the cycle of a vector's first beat; a plain pipeline has none. */
  readonly start?: string;
  /** One bit of the output that is 1 in the cycle of a result only; it is checked if it is named. */
  readonly valid?: string;
}

export interface ClockedLogic {
  /** The top first, then each different module. */
  readonly parts: readonly LogicPart[];
  /** Ports of the top. */
  readonly inputBus: Port;
  readonly outputBus: Port;
  /** The bit that tells where a vector begins. */
  readonly startNet?: Net;
  /** The bit that tells when a result is there. */
  readonly validNet?: Net;
}

/**
 * The logic of a design with one clock, one packed input and one packed output. Throws `flows.badPorts` if a port
 * is missing or a register has another clock, and what `logicParts` throws.
 */
export function clockedLogic(netlist: Netlist | MappedDesign, names: PortNames): ClockedLogic {
  const { clock = 'clk', input = 'x', output = 'y' } = names;
  const parts = logicParts(netlist);
  parts.forEach(({ logic }) => checkDriven(logic));
  const [{ logic: top }, ...modules] = parts;
  const buses = { inputBus: portOf(top, input, 'input'), outputBus: portOf(top, output, 'output') };
  const startNet = names.start === undefined ? undefined : portOf(top, names.start, 'input').nets[0];
  const validNet = names.valid === undefined ? undefined : portOf(top, names.valid, 'output').nets[0];
  const net = top.ports.find((port) => port.name === clock)?.nets[0];
  checkClock(top, { clock, isClock: (each) => each === net });
  for (const { logic, instances } of modules) {
    for (const instance of instances) {
      checkClock(logic, { clock, isClock: (each) => outerNet(logic, instance, each) === net });
    }
  }
  return {
    ...{ parts, ...buses },
    ...(startNet !== undefined && { startNet }),
    ...(validNet !== undefined && { validNet }),
  };
}

/** The net of the top that an input net of a module is. */
function outerNet({ ports }: Logic, instance: Cell, net: number): number | undefined {
  for (const { name, nets } of ports) {
    const bit = nets.indexOf(net);
    if (bit >= 0) return instance.pins[name][bit];
  }
  return undefined;
}

function portOf({ name, ports }: Logic, wanted: string, direction: Port['direction']): Port {
  const port = ports.find((each) => each.name === wanted && each.direction === direction);
  if (port !== undefined) return port;
  const found = ports.map((each) => `${each.direction} ${each.name}`).join(', ') || 'none';
  throw new CodesignError(
    'flows.badPorts',
    `Netlist ${name} needs an ${direction} ${wanted}; its ports: ${found}.`,
  );
}

function checkClock(
  { name, registers }: Logic,
  { clock, isClock }: { readonly clock: string; readonly isClock: (net: number) => boolean },
): void {
  const clocks = new Set(registers.map((register) => register.clock));
  const other = [...clocks].find((net) => !isClock(net));
  if (other === undefined) return;
  const { cell } = registers.find((register) => register.clock === other)!;
  throw new CodesignError(
    'flows.badPorts',
    `A register of ${name} is not clocked by the port ${clock} (cell ${cell}).`,
  );
}
