import type { AdderGraph, NodeId, Signal } from '../../adderGraph/graph';
import { nodeFormat, type NodeFormat } from '../../adderGraph/nodeFormat';
import { PairCounts } from '../../adderGraph/pairCounts';

/** What drives a bit: a constant, or a number of its own for each different driver. */
export type BitSource = number;

export const zeroBit: BitSource = 0;
export const oneBit: BitSource = 1;

/** Drivers that a graph may have. */
const mostSources = 2 ** 23;

/** What makes one bit out of two others, so that it is the same bit wherever it is made of the same ones. */
export const bitRules = [
  'register',
  'negated',
  'not',
  'sum',
  'difference',
  'leaky',
  'larger',
  'selected',
] as const;
export type BitRule = (typeof bitRules)[number];

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
  /** By node. */
  readonly formats: readonly NodeFormat[];
  /** By rule and operands: the driver. */
  private readonly known: PairCounts;
  private next = oneBit + 1;

  constructor({ nodes }: AdderGraph) {
    this.formats = nodes.map(nodeFormat);
    this.known = new PairCounts(this.formats.reduce((bits, { width }) => bits + width, 0) / 2);
  }

  /** Names the drivers of a node's bits; nodes come in order. */
  set(node: NodeId, bits: Int32Array): void {
    this.bits[node] = bits;
  }

  /** A driver of its own. */
  fresh(): BitSource {
    return this.next++;
  }

  /** The driver of what a rule makes of two bits, and whether it is met for the first time. */
  shared(rule: BitRule, a: BitSource, b: BitSource = zeroBit): { bit: BitSource; isNew: boolean } {
    const key = (bitRules.indexOf(rule) * mostSources + a) * mostSources + b;
    const known = this.known.get(key);
    if (known > 0) {
      return { bit: known, isNew: false };
    }
    const bit = this.fresh();
    this.known.add(key, bit);
    return { bit, isNew: true };
  }

  /** Bit `position` of a signal in two's complement, without end. */
  at({ node, shift }: Signal, position: number): BitSource {
    if (position < shift) {
      return zeroBit;
    }
    const own = position - shift;
    const { width, signed, prefix } = this.formats[node];
    if (own < width) {
      return this.bits[node][own];
    }
    if (signed) {
      return this.bits[node][width - 1];
    }
    if (prefix === 0) {
      return zeroBit;
    }
    return Math.floor(prefix / 2 ** Math.min(own - width, 50)) % 2 === 0 ? zeroBit : oneBit;
  }
}
