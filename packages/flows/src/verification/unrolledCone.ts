import { constantOne, firstWire, type Net } from '../netlist/netlist';
import { tableOfDigits, type TruthTable } from '../gates/truthTable';
import { GateClauses, type Signal } from '../satisfiability/gateClauses';
import { Solver } from '../satisfiability/solver';
import type { FaultSite, SignalGraph } from './signalGraph';

/** A net in one clock cycle. */
export interface Moment {
  readonly net: Net;
  readonly cycle: number;
}

/** The design as it should be, or with the fault. */
type Version = 'good' | 'faulty';

export interface ConeOptions {
  /**
   * Registers of this cycle are free variables instead of what their data were. The fault is looked at in cycle 0.
   */
  readonly firstCycle: number;
  /** Nets that the fault reaches only through more registers are as they should be; any number if absent. */
  readonly mostReach?: number;
  /** Refuses to grow past this many gates. */
  readonly mostGates: number;
}

/** What a cone cannot tell: it would be too large, or the fault comes back from before its first cycle. */
export class ConeLimit extends Error {}

const cyclesPerNet = 4096;
const place = (net: Net, cycle: number): number => net * cyclesPerNet + cycle + cyclesPerNet / 2;
const unequal: TruthTable = tableOfDigits('0110', 2);

/**
 * A part of a design as clauses: what the values of some nets in some cycles depend on, unrolled in time, with and
 * without a fault (test generation by satisfiability: Larrabee 1992, doi:10.1109/43.108614). Grows as signals are asked
 * for. Inputs and, from the first cycle on, registers are free: more can happen here than in the design, so what is
 * impossible here is so there.
 */
export class UnrolledCone {
  readonly solver = new Solver();
  /** Variables of input nets. */
  readonly inputs: { readonly net: Net; readonly cycle: number; readonly variable: number }[] = [];
  /** Registers that are free variables. */
  freeRegisters = 0;
  private readonly clauses = new GateClauses(this.solver);
  private readonly signals: Record<Version, Map<number, Signal>> = { good: new Map(), faulty: new Map() };
  private gates = 0;

  constructor(
    private readonly graph: SignalGraph,
    private readonly fault: FaultSite & { readonly reach: Int16Array },
    private readonly options: ConeOptions,
  ) {}

  signalOf({ net, cycle }: Moment, version: Version): Signal {
    const open: [Net, number, Version][] = [[net, cycle, version]];
    while (open.length > 0) {
      const [at, when, which] = open[open.length - 1];
      const missing = this.step(at, when, which);
      if (missing.length === 0) open.pop();
      else open.push(...missing);
    }
    return this.known(net, cycle, version)!;
  }

  /** Whether the fault makes a difference to a net in a cycle. */
  difference(moment: Moment): Signal {
    const [good, faulty] = [this.signalOf(moment, 'good'), this.signalOf(moment, 'faulty')];
    return good === faulty ? 'zero' : this.clauses.gate(unequal, [good, faulty]);
  }

  private known(net: Net, cycle: number, version: Version): Signal | undefined {
    if (net < firstWire) return net === constantOne ? 'one' : 'zero';
    return this.signals[this.versionOf(net, version)].get(place(net, cycle));
  }

  private versionOf(net: Net, version: Version): Version {
    const { mostReach = Infinity } = this.options;
    const reach = this.fault.reach[net];
    return reach < 0 || reach > mostReach ? 'good' : version;
  }

  /** Makes a signal, or tells which ones it needs first. */
  private step(net: Net, cycle: number, asked: Version): [Net, number, Version][] {
    if (this.known(net, cycle, asked) !== undefined) return [];
    const version = this.versionOf(net, asked);
    const { logic } = this.graph;
    const gate = logic.gateOf(net);
    const register = logic.registerOf(net);
    const keep = (signal: Signal): [] => {
      this.signals[version].set(place(net, cycle), signal);
      return [];
    };
    if (gate !== undefined) {
      const missing = gate.inputs.filter((input) => this.known(input, cycle, version) === undefined);
      if (missing.length > 0) return missing.map((input) => [input, cycle, version]);
      this.gates += 1;
      if (this.gates > this.options.mostGates) throw new ConeLimit('too many gates');
      const isSite = version === 'faulty' && net === this.fault.output;
      if (isSite && cycle !== 0) throw new ConeLimit('the fault comes back');
      const table = isSite ? this.flipped(gate) : gate.table;
      return keep(
        this.clauses.gate(
          table,
          gate.inputs.map((input) => this.known(input, cycle, version)!),
        ),
      );
    }
    if (register !== undefined && cycle > this.options.firstCycle) {
      const before = this.known(register.data, cycle - 1, version);
      return before === undefined ? [[register.data, cycle - 1, version]] : keep(before);
    }
    if (version === 'faulty') return this.stateOf(net, cycle, keep);
    const variable = this.solver.variable();
    if (register === undefined) this.inputs.push({ net, cycle, variable });
    else this.freeRegisters += 1;
    return keep(2 * variable);
  }

  /** Registers before the first cycle are the same with and without the fault: true if it has not been active yet. */
  private stateOf(net: Net, cycle: number, keep: (signal: Signal) => []): [Net, number, Version][] {
    if (cycle !== 0) throw new ConeLimit('the fault comes back');
    const good = this.known(net, cycle, 'good');
    return good === undefined ? [[net, cycle, 'good']] : keep(good);
  }

  private flipped({
    table,
    inputs,
  }: {
    readonly table: TruthTable;
    readonly inputs: readonly Net[];
  }): TruthTable {
    const digits = '1'.padEnd(this.fault.assignment + 1, '0');
    const digit = tableOfDigits(digits, inputs.length);
    return { low: (table.low ^ digit.low) >>> 0, high: (table.high ^ digit.high) >>> 0 };
  }
}
