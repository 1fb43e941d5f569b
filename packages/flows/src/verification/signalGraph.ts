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
