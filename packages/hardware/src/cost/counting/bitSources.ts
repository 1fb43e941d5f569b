import type { AdderGraph, NodeId, Signal } from '../../adderGraph/graph';
import { nodeFormat } from '../../adderGraph/nodeFormat';

/** What drives a bit: a constant, or a number of its own for each different driver. */
export type BitSource = number;

export const zeroBit: BitSource = 0;
export const oneBit: BitSource = 1;

/** Whether a bit's value ever changes. */
export function varies(bit: BitSource): boolean {
  return bit > oneBit;
}

/**
 * The drivers of the bits of a graph's values. Wires that carry the same bit have the same driver, so that what
 * synthesis merges can be counted once.
 */
export class BitSources {
  private readonly bits: Int32Array[] = [];
  private readonly known = new Map<string, BitSource>();
  private next = oneBit + 1;

  constructor(private readonly graph: AdderGraph) {}

  /** Names the drivers of a node's bits; nodes come in order. */
  set(node: NodeId, bits: Int32Array): void {
    this.bits[node] = bits;
  }

  /** A driver of its own. */
  fresh(): BitSource {
    return this.next++;
  }

  /** The driver of what has this key, and whether it is met for the first time. */
  shared(key: string): { bit: BitSource; isNew: boolean } {
    const known = this.known.get(key);
    if (known !== undefined) {
      return { bit: known, isNew: false };
    }
    const bit = this.fresh();
    this.known.set(key, bit);
    return { bit, isNew: true };
  }

  /** Bit `position` of a signal in two's complement, without end. */
  at({ node, shift }: Signal, position: number): BitSource {
    if (position < shift) {
      return zeroBit;
    }
    const own = position - shift;
    const { width, signed, prefix } = nodeFormat(this.graph.nodes[node]);
    if (own < width) {
      return this.bits[node][own];
    }
    if (signed) {
      return this.bits[node][width - 1];
    }
    return Math.floor(prefix / 2 ** Math.min(own - width, 50)) % 2 === 0 ? zeroBit : oneBit;
  }
}
