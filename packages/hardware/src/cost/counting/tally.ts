import type { AdderGraph } from '../../adderGraph/graph';
import { BitSources, type BitRule, type BitSource } from './bitSources';
import { logicKinds, type LogicCounts, type LogicKind } from './logicCounts';

/** Counts logic and names what drives each bit, node by node. */
export class Tally {
  readonly sources: BitSources;
  readonly chains: number[] = [];
  private readonly kinds = Object.fromEntries(logicKinds.map((kind) => [kind, 0])) as Record<
    LogicKind,
    number
  >;
  private registers = 0;

  constructor(
    readonly graph: AdderGraph,
    readonly lutInputs: number,
  ) {
    this.sources = new BitSources(graph);
  }

  add(kind: LogicKind, count: number): void {
    this.kinds[kind] += count;
  }

  /** A bit that a rule makes of others, which is counted when it is first met. */
  addShared(kind: LogicKind, rule: BitRule, a: BitSource, b?: BitSource): BitSource {
    const { bit, isNew } = this.sources.shared(rule, a, b);
    if (isNew) this.kinds[kind]++;
    return bit;
  }

  /** The flip-flop that holds a bit. */
  addRegister(data: BitSource): BitSource {
    const { bit, isNew } = this.sources.shared('register', data);
    if (isNew) this.registers++;
    return bit;
  }

  get counts(): LogicCounts {
    return { ...this.kinds, registers: this.registers, chains: this.chains };
  }
}
