import { linkNetlists } from '../netlist/link';
import { instancedModules, outlineOf, type MappedDesign } from '../netlist/mappedDesign';
import { firstWire, type Cell, type Netlist } from '../netlist/netlist';
import { buildLogic } from './buildLogic';
import type { Logic } from './logic';

/** The logic of a netlist that is there once or many times. */
export interface LogicPart {
  readonly logic: Logic;
  /** Cells of the top that stand for it; none for the top itself. */
  readonly instances: readonly Cell[];
}

/** Logic that was taken apart before: simulation, levels, timing and toggles look at the same netlists, which never change. */
const known = new WeakMap<Netlist | MappedDesign, readonly LogicPart[]>();

/**
 * The logic of a design in parts that can be looked at one by one: the top first, then each different module, whose
 * outputs are registers or constants. A design that has a module with another output is one flat part.
 */
export function logicParts(netlist: Netlist | MappedDesign): readonly LogicPart[] {
  const parts = known.get(netlist) ?? takeApart(netlist);
  known.set(netlist, parts);
  return parts;
}

function takeApart(netlist: Netlist | MappedDesign): readonly LogicPart[] {
  if ('cells' in netlist) return [{ logic: buildLogic(netlist), instances: [] }];
  const modules = instancedModules(netlist).map(({ module, instances }) => ({
    logic: buildLogic(module),
    instances,
  }));
  if (!modules.every(({ logic }) => isRegistered(logic))) return takeApart(linkNetlists(netlist));
  return [{ logic: buildLogic(outlineOf(netlist)), instances: [] }, ...modules];
}

function isRegistered({ ports, registers }: Logic): boolean {
  const held = new Set(registers.map(({ output }) => output));
  const outputs = ports.filter(({ direction }) => direction === 'output').flatMap(({ nets }) => nets);
  return outputs.every((net) => net < firstWire || held.has(net));
}
