import { flatten, type FlatDesign, type FlatLogic } from '../gates/flatLogic';
import type { ClockedLogic } from '../gates/clockedLogic';
import type { LutFault } from '../gates/faults';
import type { Net } from '../netlist/netlist';

/** A fault in the flat design: the LUT by its output, and the assignment for which it gives the other value. */
export interface FaultSite {
  readonly output: Net;
  readonly assignment: number;
}

/** A design as nets that drive each other. */
export class SignalGraph {
  readonly design: FlatDesign;
  private balanced?: boolean;
  private readonly readers = new Map<Net, Net[]>();

  constructor(clocked: ClockedLogic) {
    this.design = flatten(clocked);
    const read = (net: Net, reader: Net): void => {
      const known = this.readers.get(net);
      if (known === undefined) this.readers.set(net, [reader]);
      else known.push(reader);
    };
    for (const { inputs, output } of this.logic.gates) for (const net of inputs) read(net, output);
    for (const { data, output } of this.logic.registers) read(data, output);
  }

  get logic(): FlatLogic {
    return this.design.logic;
  }

  /**
   * Whether every net belongs to one vector at a time: the same number of registers on all ways from the inputs to it,
   * and none that feeds itself.
   */
  get isBalanced(): boolean {
    this.balanced ??= this.checkBalance();
    return this.balanced;
  }

  private checkBalance(): boolean {
    const stages = new Int32Array(this.logic.netCount).fill(-1);
    const open = [...this.design.inputs];
    for (const net of open) stages[net] = 0;
    for (let net = open.pop(); net !== undefined; net = open.pop()) {
      for (const reader of this.readers.get(net) ?? []) {
        const stage = stages[net] + (this.logic.registerOf(reader) === undefined ? 0 : 1);
        if (stages[reader] === stage) continue;
        if (stages[reader] >= 0) return false;
        stages[reader] = stage;
        open.push(reader);
      }
    }
    return true;
  }

  /**
   * To how many registers from a net, of at most so many, all ways from it to each net it reaches have as many registers:
   * a difference there is then of one cycle at its beginning, whatever becomes of it later. -1 if it feeds itself at once.
   */
  balancedReach(reach: Int16Array, most: number): number {
    let balanced = most;
    const compare = (from: Net, to: Net, registers: number): void => {
      if (reach[from] < 0 || reach[from] > balanced || reach[to] === reach[from] + registers) return;
      balanced = reach[from] - 1;
    };
    for (const { inputs, output } of this.logic.gates) {
      if (reach[output] < 0) continue;
      for (const net of inputs) compare(net, output, 0);
    }
    for (const { data, output } of this.logic.registers) if (reach[data] >= 0) compare(data, output, 1);
    return balanced;
  }

  siteOf(clocked: ClockedLogic, { part, instance, gate, assignment }: LutFault): FaultSite {
    const { output } = clocked.parts[part].logic.gates[gate];
    return { output: this.logic.netOf(part, instance, output), assignment };
  }

  /** By net: registers in a row from `start` to it, at least; -1 where nothing of it arrives. */
  reachOf(start: Net): Int16Array {
    const reach = new Int16Array(this.logic.netCount).fill(-1);
    let front = [start];
    reach[start] = 0;
    for (let registers = 0; front.length > 0; registers += 1) {
      const next: Net[] = [];
      for (const net of front) {
        for (const reader of this.readers.get(net) ?? []) {
          if (reach[reader] >= 0) continue;
          const isLater = this.logic.registerOf(reader) !== undefined;
          reach[reader] = registers + (isLater ? 1 : 0);
          (isLater ? next : front).push(reader);
        }
      }
      front = next;
    }
    return reach;
  }
}
