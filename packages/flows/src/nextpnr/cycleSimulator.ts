import { CodesignError } from '@nx-codesign/ir';
import { buildLogic } from '../gates/buildLogic';
import type { Gate } from '../gates/logic';
import { orderGates } from '../gates/order';
import type { Net, Netlist } from '../netlist/netlist';

/**
 * A netlist on one clock, a cycle at a time: for protocols in which registers hold their values, where
 * `createGateSimulator` with its vector in each cycle does not fit. 32 streams at a time; some million gates a second.
 */
export class CycleSimulator {
  private readonly words: Int32Array;
  private readonly gates: readonly {
    readonly output: Net;
    readonly inputs: readonly Net[];
    readonly table: Int32Array;
  }[];
  private readonly registers: ReturnType<typeof buildLogic>['registers'];
  private readonly next: Int32Array;
  private readonly ports: ReadonlyMap<string, readonly Net[]>;

  /** Throws what `buildLogic` throws. */
  constructor(netlist: Netlist) {
    const logic = buildLogic(netlist);
    this.words = new Int32Array(logic.netCount);
    this.words[1] = -1;
    this.gates = orderGates(logic).map((gate) => ({ ...gate, table: valuesOf(gate) }));
    this.registers = logic.registers;
    this.next = new Int32Array(logic.registers.length);
    for (const { output, initial } of this.registers) this.words[output] = -initial;
    this.ports = new Map(logic.ports.map(({ name, nets }) => [name, nets]));
  }

  /** Bit `bit` of an input port in this cycle, a stream per bit of `word`. */
  drive(port: string, word: number, bit = 0): void {
    this.words[this.netOf(port, bit)] = word;
  }

  /** Bit `bit` of a port after `evaluate`. */
  read(port: string, bit = 0): number {
    return this.words[this.netOf(port, bit)];
  }

  /** Lets the values of this cycle settle. */
  evaluate(): void {
    const { words } = this;
    for (const { output, inputs, table } of this.gates) words[output] = choose(table, inputs, words);
  }

  /** The clock's edge: registers take what settled. */
  edge(): void {
    const { words, registers, next } = this;
    registers.forEach(({ data }, i) => (next[i] = words[data]));
    registers.forEach(({ output }, i) => (words[output] = next[i]));
  }

  private netOf(port: string, bit: number): Net {
    const net = this.ports.get(port)?.[bit];
    if (net !== undefined) return net;
    const found = [...this.ports].map(([name, nets]) => `${name} [${nets.length}]`).join(', ');
    throw new CodesignError(
      'flows.badPorts',
      `There is no bit ${bit} of a port ${port}; the ports: ${found}.`,
    );
  }
}

/** The table as one word per combination of inputs: 0 or all ones. */
function valuesOf({ inputs, table: { low, high } }: Gate): Int32Array {
  return Int32Array.from(
    { length: 2 ** inputs.length },
    (_, i) => -(((i < 32 ? low : high) >>> (i % 32)) & 1),
  );
}

const folded = new Int32Array(64);

/** Halves the table by one input after the other. */
function choose(table: Int32Array, inputs: readonly Net[], words: Int32Array): number {
  let size = table.length;
  if (inputs.length === 0) return table[0];
  let from = table;
  for (const net of inputs) {
    const word = words[net];
    size /= 2;
    for (let i = 0; i < size; i += 1) folded[i] = (from[2 * i] & ~word) | (from[2 * i + 1] & word);
    from = folded;
  }
  return folded[0];
}
