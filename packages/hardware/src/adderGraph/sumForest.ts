import { bitLength } from '@nx-codesign/ir';
import { binaryLevels } from './binaryLevels';

/** Index of a tree of adders in its forest. */
export type TreeId = number;

/** What a summand is to the tree that takes it. */
export interface Leaf {
  /** LUT levels that it takes to compute it. */
  readonly depth: number;
  readonly shift: number;
  readonly negative: boolean;
  /** A constant can take either sign for free. */
  readonly constant?: boolean;
  /** Bounds of the value, as it is where it is not negative. */
  readonly low: number;
  readonly high: number;
}

/** A tree of adders: a leaf, or the sum of two or three others. `shift` and the bounds are those of its value with the sign it has. */
interface Tree {
  /** LUT levels of the longest way to the value, waiting included: one for two inputs, two for three. */
  level: number;
  readonly shift: number;
  readonly low: number;
  readonly high: number;
  /** Number of its summand; -1 if it is a sum. */
  readonly leaf: number;
  readonly children: readonly TreeId[];
  /** Fewest adder bits to compute the value as it is and negated; Infinity if it is not possible. */
  readonly plainCost: number;
  readonly negatedCost: number;
  /** By bit: which children are taken negated in each case. */
  readonly plainSigns: number;
  readonly negatedSigns: number;
}

export interface GrowOptions {
  /** Most inputs of an adder. */
  readonly radix: 2 | 3;
  /** LUT levels that the tree may take where that makes it smaller; by default as few as a binary tree does. */
  readonly levels?: number;
}

/** Levels of the binary tree over summands that are there at theirs. */
export function leastLevels(summands: readonly Pick<Leaf, 'depth'>[]): number {
  return binaryLevels(summands.reduce((load, { depth }) => load + 2 ** depth, 0));
}

/** Trees of adders before they are built. */
export class SumForest {
  private readonly trees: Tree[] = [];

  tree(id: TreeId): Readonly<Tree> {
    return this.trees[id];
  }

  /**
   * Joins the shallowest trees, level by level, until one is left; those left over wait for the next level. A tree at
   * level l takes up 2^l of the 2^levels leaves of a full binary tree (Kraft). Joining two trees of one level leaves
   * that load as it is; joining three adds 2^l, so three-input adders go where they cost least, at the bottom.
   */
  grow(leaves: readonly Leaf[], { radix, levels = 0 }: GrowOptions): TreeId {
    let waiting = leaves.map((leaf, index) => this.addLeaf(leaf, index));
    let load = leaves.reduce((sum, { depth }) => sum + 2 ** depth, 0);
    const room = 2 ** Math.max(levels, binaryLevels(load));
    while (waiting.length > 1) {
      const level = waiting.reduce((least, id) => Math.min(least, this.trees[id].level), Infinity);
      const size = 2 ** level;
      const ready: TreeId[] = [];
      const next: TreeId[] = [];
      for (const id of waiting) (this.trees[id].level === level ? ready : next).push(id);
      this.sort(ready);
      let at = 0;
      while (ready.length - at > 1) {
        const left = ready.length - at;
        const three = radix === 3 && left > 2 && load + size <= room;
        if (radix === 3 && left === 2 && next.length > 0 && load + 2 * size <= room) {
          break;
        }
        next.push(
          three
            ? this.join([ready[at], ready[at + 1], ready[at + 2]])
            : this.join([ready[at], ready[at + 1]]),
        );
        at += three ? 3 : 2;
        load += three ? size : 0;
      }
      load += (ready.length - at) * size;
      for (; at < ready.length; at++) {
        this.trees[ready[at]].level = level + 1;
        next.push(ready[at]);
      }
      waiting = next;
    }
    return waiting[0];
  }

  /** Adder bits of a tree's value as it is, the negation that it may need left out. */
  bitsOf(id: TreeId): number {
    const { plainCost, negatedCost } = this.trees[id];
    return plainCost < Infinity ? plainCost : negatedCost;
  }

  private addLeaf({ depth, shift, negative, constant, low, high }: Leaf, index: number): TreeId {
    const free = constant === true;
    return this.add({
      level: depth,
      shift,
      leaf: index,
      children: noChildren,
      low: negative ? -high : low,
      high: negative ? -low : high,
      plainCost: negative && !free ? Infinity : 0,
      negatedCost: negative || free ? 0 : Infinity,
      plainSigns: 0,
      negatedSigns: 0,
    });
  }

  private add(tree: Tree): TreeId {
    this.trees.push(tree);
    return this.trees.length - 1;
  }

  /** In the order of shift and width; of equals the earlier first. */
  private sort(ids: TreeId[]): void {
    const { trees } = this;
    ids.sort((one, other) => {
      const a = trees[one];
      const b = trees[other];
      return a.shift - b.shift || a.high - a.low - (b.high - b.low);
    });
  }

  private join(children: readonly TreeId[]): TreeId {
    let low = 0;
    let high = 0;
    let level = 0;
    let shift = Infinity;
    for (const id of children) {
      const child = this.trees[id];
      low += child.low;
      high += child.high;
      level = Math.max(level, child.level);
      shift = Math.min(shift, child.shift);
    }
    const plain = this.choose(children, false, widthOf(low, high));
    const negated = this.choose(children, true, widthOf(-high, -low));
    return this.add({
      level: level + children.length - 1,
      shift,
      leaf: -1,
      children,
      low,
      high,
      plainCost: plain.cost,
      negatedCost: negated.cost,
      plainSigns: plain.signs,
      negatedSigns: negated.signs,
    });
  }

  /** The cheapest signs of the children for a sum of `width` bits that is taken as it is or negated. */
  private choose(
    children: readonly TreeId[],
    negate: boolean,
    width: number,
  ): { readonly cost: number; readonly signs: number } {
    const count = children.length;
    const all = (1 << count) - 1;
    let best = Infinity;
    let chosen = 0;
    for (let signs = 0; signs <= all; signs++) {
      const subtracted = negate ? all ^ signs : signs;
      if (subtracted === all) continue;
      let cost = 0;
      for (let i = 0; i < count; i++) {
        const child = this.trees[children[i]];
        cost += (signs >> i) & 1 ? child.negatedCost : child.plainCost;
      }
      if (cost >= best) continue;
      cost += this.adderBits(children, subtracted, width);
      if (cost < best) {
        best = cost;
        chosen = signs;
      }
    }
    return { cost: best, signs: chosen };
  }

  /** Result bits that take an adder, as `sumLayout` has it. */
  private adderBits(children: readonly TreeId[], subtracted: number, width: number): number {
    let first = -1;
    let lowest = Infinity;
    let second = Infinity;
    let isNegative = false;
    for (let i = 0; i < children.length; i++) {
      const { shift } = this.trees[children[i]];
      const negative = ((subtracted >> i) & 1) === 1;
      if (shift < lowest || (shift === lowest && isNegative && !negative)) {
        second = lowest;
        first = i;
        lowest = shift;
        isNegative = negative;
      } else if (shift < second) {
        second = shift;
      }
    }
    if (isNegative) return width - lowest;
    if (children.length === 2 && subtracted === 0) {
      const { low, high } = this.trees[children[first]];
      if (low >= 0 && lowest + bitLength(high / 2 ** lowest) <= second) return 0;
    }
    return width - second;
  }
}

const noChildren: readonly TreeId[] = [];

function widthOf(low: number, high: number): number {
  return bitLength(Math.max(high, -low - 1)) + (low < 0 ? 1 : 0);
}
