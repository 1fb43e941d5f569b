import { CodesignError } from '@nx-codesign/ir';
import type { Netlist, Port } from '../netlist/netlist';
import { buildLogic } from './buildLogic';
import type { Logic } from './logic';

/** Names of a design's ports; `clk`, `x` and `y` if absent. */
export interface PortNames {
  readonly clock?: string;
  readonly input?: string;
  readonly output?: string;
}

export interface ClockedLogic {
  readonly logic: Logic;
  readonly inputBus: Port;
  readonly outputBus: Port;
}

/**
 * The logic of a netlist with one clock, one packed input and one packed output. Throws `flows.badPorts` if a port
 * is missing or a register has another clock, and what `buildLogic` throws.
 */
export function clockedLogic(netlist: Netlist, names: PortNames): ClockedLogic {
  const { clock = 'clk', input = 'x', output = 'y' } = names;
  const logic = buildLogic(netlist);
  const buses = { inputBus: portOf(logic, input, 'input'), outputBus: portOf(logic, output, 'output') };
  checkClock(logic, clock);
  return { logic, ...buses };
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

function checkClock({ name, ports, registers }: Logic, clock: string): void {
  const net = ports.find((port) => port.name === clock)?.nets[0];
  const other = registers.find((register) => register.clock !== net);
  if (other === undefined) return;
  throw new CodesignError(
    'flows.badPorts',
    `A register of ${name} is not clocked by the port ${clock} (cell ${other.cell}).`,
  );
}
