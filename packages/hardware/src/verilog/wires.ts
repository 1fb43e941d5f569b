import { intervalWidth } from '../adderGraph/intervalWidth';
import { Identifiers } from '../design/identifiers';
import type { DesignModule } from '../design/design';
import type { NodeId, Signal } from '../adderGraph/graph';
import { nodeFormat } from '../adderGraph/nodeFormat';
import { shifted, usedBits, type UsedBits } from '../adderGraph/usedBits';
import { concatenate, literal } from './literal';

/** Names and bits of the values of one module as Verilog expressions. */
export class Wires {
  readonly used: UsedBits;
  readonly identifiers = new Identifiers();
  private readonly names: readonly string[];
  /** By node: the bits that an emitted expression reads. */
  private readonly read: Uint8Array[];

  constructor(private readonly module: DesignModule) {
    const { graph, schedule } = module;
    this.read = graph.nodes.map(() => new Uint8Array(64));
    this.used = usedBits(
      graph,
      module.output.map(({ width }) => width),
    );
    this.names = graph.nodes.map((node, id) => {
      const visible = this.isUsed(id) && node.kind !== 'slice' && node.kind !== 'product';
      const suffix = node.kind === 'register' ? `_s${schedule.stage[id]}` : '';
      const base = graph.names[id] ?? `p${node.kind === 'register' ? this.sourceOf(id) : id}`;
      return visible ? this.identifiers.take(`${base}${suffix}`) : '';
    });
  }

  isUsed(node: NodeId): boolean {
    return this.used.from[node] < this.used.to[node];
  }

  name(node: NodeId): string {
    return this.names[node];
  }

  /** Bits `from ... to - 1` of a node's own value, which has to be declared. */
  select(node: NodeId, from: number, to: number): string {
    this.read[node].fill(1, from, to);
    return this.selection(node, from, to);
  }

  /** The same bits as the target of an assignment. */
  selection(node: NodeId, from: number, to: number): string {
    const name = this.names[node];
    if (from === this.used.from[node] && to === this.used.to[node]) {
      return name;
    }
    return to - from === 1 ? `${name}[${from}]` : `${name}[${to - 1}:${from}]`;
  }

  /** Bits `from ... to - 1` of a signal, extended by its sign or its constant upper bits; '' for no bits. */
  bits(signal: Signal, from: number, to: number): string {
    return to <= from ? '' : concatenate(this.parts(signal, from, to));
  }

  /** The same bits in pieces, lowest first. */
  private parts({ node, shift }: Signal, from: number, to: number): string[] {
    const definition = this.module.graph.nodes[node];
    if (from < shift) {
      const zeros = literal(0, Math.min(to, shift) - from);
      return to <= shift ? [zeros] : [zeros, ...this.parts({ node, shift }, shift, to)];
    }
    if (definition.kind === 'slice') {
      const { x, shift: amount } = definition;
      return this.parts({ node: x, shift: 0 }, from - shift + amount, to - shift + amount);
    }
    const { width, signed, prefix } = nodeFormat(definition);
    const [low, high] = [from - shift, to - shift];
    const own = low < width ? [this.select(node, low, Math.min(high, width))] : [];
    const above = high - Math.max(low, width);
    if (above <= 0) {
      return own;
    }
    const extension = signed
      ? replicate(this.select(node, width - 1, width), above)
      : literal(Math.floor(prefix / 2 ** Math.max(0, low - width)), above);
    return [...own, extension];
  }

  /** All bits of a signal in the width of its bounds. */
  whole(signal: Signal): string {
    return this.bits(signal, 0, this.width(signal).width);
  }

  width(signal: Signal): { width: number; signed: boolean } {
    const { low, high } = shifted(this.module.graph.nodes, signal);
    return intervalWidth(low, high);
  }

  /** Declared bits that no expression asked for so far has read, as expressions. */
  unread(): string[] {
    return this.names.flatMap((name, node) => {
      const [from, to] = [this.used.from[node], this.used.to[node]];
      const bits = name === '' ? [] : unreadRanges(this.read[node].subarray(0, to));
      return bits
        .filter(([, top]) => top > from)
        .map(([bottom, top]) => this.selection(node, Math.max(bottom, from), top));
    });
  }

  private sourceOf(node: NodeId): NodeId {
    const definition = this.module.graph.nodes[node];
    return definition.kind === 'register' ? this.sourceOf(definition.x) : node;
  }
}

/** The ranges of bits whose flag is 0. */
export function unreadRanges(read: Uint8Array): [number, number][] {
  const ranges: [number, number][] = [];
  read.forEach((flag, bit) => {
    const last = ranges[ranges.length - 1];
    if (flag === 0 && last && last[1] === bit) {
      last[1] = bit + 1;
    } else if (flag === 0) {
      ranges.push([bit, bit + 1]);
    }
  });
  return ranges;
}

function replicate(bit: string, times: number): string {
  return times === 1 ? bit : `{${times}{${bit}}}`;
}
