import { CodesignError } from '@nx-codesign/ir';
import { modelOf } from '../netlist/cells/library';
import type { LogicBuilder } from '../netlist/cells/cellModel';
import { constantOne, constantZero, firstWire, type Net, type Netlist } from '../netlist/netlist';
import type { Gate, Logic, Register } from './logic';
import { dependsOn, substitute, type TruthTable } from './truthTable';

/**
 * Takes a flat netlist apart into gates and registers. Each gate is reduced to the inputs that make a difference,
 * so that no false path is seen through a cell (O5 of a LUT6_2, an unused LUT input).
 * Throws `flows.unsupportedCell` for an unknown cell, `flows.badNetlist` if a net has two drivers.
 */
export function buildLogic(netlist: Netlist): Logic {
  const gates: Gate[] = [];
  const registers: Register[] = [];
  let netCount = netlist.netCount;
  let cellIndex = 0;
  const builder: LogicBuilder = {
    gate(output, inputs, { table, ...made }) {
      if (output === undefined) return;
      gates.push({ output, ...reduceGate(inputs, table), ...made, cell: cellIndex });
    },
    register({ output, ...register }) {
      if (output !== undefined) registers.push({ output, ...register, cell: cellIndex });
    },
    wire() {
      netCount += 1;
      return netCount - 1;
    },
  };
  for (const cell of netlist.cells) {
    modelOf(cell).build(cell, builder);
    cellIndex += 1;
  }
  const logic = { name: netlist.name, netCount, ports: netlist.ports, gates, registers };
  checkDrivers(logic);
  return logic;
}

/** Drops constant and repeated inputs, then those outside the support. */
export function reduceGate(
  inputs: readonly Net[],
  table: TruthTable,
): { inputs: readonly Net[]; table: TruthTable } {
  const wires = [...new Set(inputs.filter((net) => net >= firstWire))];
  const merged = wires.length === inputs.length ? table : substitute(table, placesOf(inputs, wires));
  const support = wires.filter((_, v) => dependsOn(merged, v));
  if (support.length === wires.length) return { inputs: wires, table: merged };
  return { inputs: support, table: substitute(merged, placesOf(wires, support)) };
}

/** For each old input the place of its net among the new inputs; nets that do not matter count as 0. */
function placesOf(inputs: readonly Net[], kept: readonly Net[]): (number | 'zero' | 'one')[] {
  return inputs.map((net) => {
    if (net === constantOne) return 'one';
    const place = net === constantZero ? -1 : kept.indexOf(net);
    return place < 0 ? 'zero' : place;
  });
}

function checkDrivers({ name, netCount, ports, gates, registers }: Logic): void {
  const drivers = new Uint8Array(netCount);
  const drive = (net: Net) => {
    drivers[net] += 1;
    if (drivers[net] > 1 || net < firstWire) {
      throw new CodesignError('flows.badNetlist', `Net ${net} of ${name} has two drivers. Synthesise again.`);
    }
  };
  for (const { direction, nets } of ports) if (direction === 'input') nets.forEach(drive);
  for (const { output } of gates) drive(output);
  for (const { output } of registers) drive(output);
}
