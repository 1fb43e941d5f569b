import type { Logic } from '../gates/logic';
import { logicParts } from '../gates/logicParts';
import { orderGates, sinksOf } from '../gates/order';
import type { MappedDesign } from './mappedDesign';
import type { Netlist } from './netlist';

/**
 * Largest number of LUTs in a row between registers (or ports). Carry cells and multiplexers add nothing, and
 * neither does an input outside a LUT's support.
 */
export function logicLevels(netlist: Netlist | MappedDesign): number {
  return logicParts(netlist).reduce((most, { logic }) => Math.max(most, levelsOf(logic)), 0);
}

function levelsOf(logic: Logic): number {
  const level = new Int32Array(logic.netCount);
  for (const { inputs, output, resource } of orderGates(logic)) {
    let deepest = 0;
    for (const net of inputs) deepest = Math.max(deepest, level[net]);
    level[output] = deepest + (resource === 'lut' ? 1 : 0);
  }
  return sinksOf(logic).reduce((most, net) => Math.max(most, level[net]), 0);
}
