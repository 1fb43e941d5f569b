import type { ClockedLogic } from '../gates/clockedLogic';
import type { FlatLogic } from '../gates/flatLogic';
import type { Gate } from '../gates/logic';
import { cofactor, complement, sameTable } from '../gates/truthTable';
import { firstWire, type Net } from '../netlist/netlist';

/** The sum bits along a carry chain, lowest first: an adder's result but for bits that need no carry. */
export type CarryChain = readonly (Net | undefined)[];

/** Where a net is in a chain. */
export interface ChainPlace {
  readonly chain: CarryChain;
  readonly bit: number;
}

/** Bits of the integers that chains are looked at as. */
const mostBits = 31;

/**
 * By sum bit: its chain, if that has at most 31 bits. Sum bits are the exclusive or of a carry and something: in gates of the
 * chain, or in LUTs beside it (iCE40).
 */
export function carryChains({ parts }: ClockedLogic, flat: FlatLogic): ReadonlyMap<Net, ChainPlace> {
  const places = new Map<Net, ChainPlace>();
  parts.forEach(({ logic, instances }, part) => {
    const carries = new Set(logic.gates.flatMap(({ carryIn = 0 }) => (carryIn < firstWire ? [] : [carryIn])));
    /** By carry: the one before it. */
    const before = new Map<Net, Net>();
    const sums: { readonly output: Net; readonly carry: Net }[] = [];
    for (const gate of logic.gates) {
      const { output, inputs, carryIn } = gate;
      if (carryIn !== undefined && carries.has(output)) before.set(output, carryIn);
      const carry = inputs.find((net) => carries.has(net));
      if (carry !== undefined && isInverted(gate, carry)) sums.push({ output, carry });
    }
    const ends = sums.map(({ output, carry }) => ({ output, ...beginOf(carry, before) }));
    const count = part === 0 ? 1 : instances.length;
    for (let instance = 0; instance < count; instance += 1) {
      const chains = new Map<Net, (Net | undefined)[]>();
      for (const { output, first, bit } of ends) {
        const chain = chains.get(first) ?? [];
        chains.set(first, chain);
        // Where a chain ends in constants, its last carry is another copy of a sum bit.
        if (chain[bit] !== undefined) continue;
        const net = flat.netOf(part, instance, output);
        chain[bit] = net;
        places.set(net, { chain, bit });
      }
    }
  });
  for (const [net, { chain }] of places) if (chain.length > mostBits) places.delete(net);
  return places;
}

/** Whether a gate gives the inverse where one of its inputs does. */
function isInverted({ inputs, table }: Pick<Gate, 'inputs' | 'table'>, net: Net): boolean {
  const v = inputs.indexOf(net);
  return sameTable(cofactor(table, v, 0), complement(cofactor(table, v, 1)));
}

/** The first carry of a chain that is a wire, and how many bits further a carry is. */
function beginOf(carry: Net, before: ReadonlyMap<Net, Net>): { readonly first: Net; readonly bit: number } {
  let [first, bit] = [carry, 0];
  for (let net = before.get(first); net !== undefined && net >= firstWire; net = before.get(first)) {
    first = net;
    bit += 1;
  }
  return { first, bit };
}
