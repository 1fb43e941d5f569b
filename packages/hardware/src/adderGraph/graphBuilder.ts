import { CodesignError } from '@nx-codesign/ir';
import type { AdderGraph, BlockRegisters, GraphNode, NodeId, Signal, Term } from './graph';
import { addForms, boundsOf, variableForm, type LinearForm } from './linearForm';
import { productBounds } from './productBounds';
import { pruneGraph } from './pruneGraph';
import { sortTerms } from './sumLayout';

/** What a kind of node has besides its bounds. */
type NodeBody = GraphNode extends infer Node
  ? Node extends unknown
    ? Omit<Node, 'low' | 'high'>
    : never
  : never;

const noRegisters: BlockRegisters = { a: 0, b: 0, addend: 0, product: 0, result: 0 };

const zeroForm: LinearForm = { constant: 0, variables: [], coefficients: [] };

/**
 * Grows an adder graph node by node, bounds exact: sums are kept as linear forms over the values that they are
 * made of, so correlated operands do not widen them. Equal nodes are made once; constants are folded.
 */
export class GraphBuilder {
  private readonly nodes: GraphNode[] = [];
  private readonly forms: LinearForm[] = [];
  private readonly known = new Map<string, NodeId>();
  private readonly names = new Map<NodeId, string>();
  private readonly tables: (readonly number[])[] = [];

  /** Bounds of a signal's integer. */
  bounds({ node, shift }: Signal): { low: number; high: number } {
    const { low, high } = this.nodes[node];
    return { low: low * 2 ** shift, high: high * 2 ** shift };
  }

  /** Element of the module's input; a constant if its bounds are equal. */
  input(element: number, low: number, high: number): Signal {
    return this.variable({ kind: 'input', element }, { low, high }, `input ${element}`);
  }

  constant(value: number): Signal {
    let shift = 0;
    let odd = value;
    while (odd !== 0 && odd % 2 === 0) {
      odd /= 2;
      shift++;
    }
    const form = { ...zeroForm, constant: odd };
    return { node: this.define(`constant ${odd}`, { kind: 'constant', value: odd }, form), shift };
  }

  /** Sum of one to three terms. If all are negative the result is subtracted from zero, at the cost of an adder. */
  sum(terms: readonly Term[]): Signal {
    const present = terms.filter(({ node }) => this.nodes[node].low !== 0 || this.nodes[node].high !== 0);
    if (present.length === 0) {
      return this.constant(0);
    }
    if (present.length === 1 && !present[0].negative) {
      return { node: present[0].node, shift: present[0].shift };
    }
    const shift = Math.min(...present.map((term) => term.shift));
    const lowered = present.map((term) => ({ ...term, shift: term.shift - shift }));
    if (lowered.every(({ negative }) => negative)) {
      lowered.push({ ...this.constant(0), negative: false });
    }
    return this.addSum(sortTerms(lowered), shift);
  }

  /** `floor(x / 2^shift)`, moved ahead of a clamp (which it commutes with) so that the clamp is narrower. */
  slice(x: Signal, shift: number): Signal {
    if (x.shift >= shift) {
      return { node: x.node, shift: x.shift - shift };
    }
    const amount = shift - x.shift;
    const node = this.nodes[x.node];
    const floor = (value: number): number => Math.floor(value / 2 ** amount);
    if (node.kind === 'clamp') {
      return this.clamp(this.slice(node.x, amount), floor(node.minimum), floor(node.maximum));
    }
    if (node.kind === 'slice') {
      return this.slice({ node: node.x, shift: 0 }, node.shift + amount);
    }
    return this.variable(
      { kind: 'slice', x: x.node, shift: amount },
      { low: floor(node.low), high: floor(node.high) },
      `slice ${x.node} ${amount}`,
    );
  }

  /** `min(max(x, minimum), maximum)`; nothing at all if the bounds of x allow it, and one clamp for two. */
  clamp(x: Signal, minimum: number, maximum: number): Signal {
    const limit = (value: number): number => Math.min(Math.max(value, minimum), maximum);
    const { low, high } = this.bounds(x);
    if (low >= minimum && high <= maximum) {
      return x;
    }
    const inner = this.nodes[x.node];
    if (inner.kind === 'clamp' && x.shift === 0) {
      return this.clamp(inner.x, limit(inner.minimum), limit(inner.maximum));
    }
    const bounds = { low: limit(low), high: limit(high) };
    return this.variable(
      { kind: 'clamp', x, minimum: bounds.low, maximum: bounds.high },
      bounds,
      `clamp ${x.node} ${x.shift} ${bounds.low} ${bounds.high}`,
    );
  }

  /** `x < 0 ? x : x * 2^slopeShift`. */
  leaky(x: Signal, slopeShift: number): Signal {
    const { low, high } = this.bounds(x);
    if (high < 0 || slopeShift === 0) {
      return x;
    }
    if (low >= 0) {
      return { node: x.node, shift: x.shift + slopeShift };
    }
    return this.variable(
      { kind: 'leaky', x, slopeShift },
      { low, high: high * 2 ** slopeShift },
      `leaky ${x.node} ${x.shift} ${slopeShift}`,
    );
  }

  /**
   * `entries[x - inputLow]`; entries that the bounds of x exclude are dropped. Where the bounds are wider than the table,
   * as those of a module that serves several positions may be, the entry at its end stands for what never occurs.
   */
  table(x: Signal, inputLow: number, entries: readonly number[]): Signal {
    const { low, high } = this.bounds(x);
    const used = Array.from({ length: high - low + 1 }, (_, i) => {
      const index = low + i - inputLow;
      return entries[Math.min(Math.max(index, 0), entries.length - 1)];
    });
    const bounds = { low: Math.min(...used), high: Math.max(...used) };
    const key = `table ${x.node} ${x.shift} ${this.numberOf(entries)} ${inputLow}`;
    return this.variable({ kind: 'table', x, inputLow: low, entries: used }, bounds, key);
  }

  /** The larger of two signals; the one that is never smaller where the bounds say so. */
  maximum(a: Signal, b: Signal): Signal {
    const [first, second] = [this.bounds(a), this.bounds(b)];
    if (first.low >= second.high) {
      return a;
    }
    if (second.low >= first.high) {
      return b;
    }
    const shift = Math.min(a.shift, b.shift);
    const lowered = [a, b].map((signal) => ({ ...signal, shift: signal.shift - shift }));
    const [x, y] = lowered.sort((one, other) => one.node - other.node || one.shift - other.shift);
    const scale = 2 ** shift;
    const result = this.variable(
      { kind: 'maximum', a: x, b: y },
      { low: Math.max(first.low, second.low) / scale, high: Math.max(first.high, second.high) / scale },
      `maximum ${x.node} ${x.shift} ${y.node} ${y.shift}`,
    );
    return { ...result, shift: result.shift + shift };
  }

  /** A row of a multiplier in LUTs (`multiplyInLogic`); `low ... high` are the bounds of its value. */
  row(
    row: { readonly x: NodeId; readonly y: NodeId; readonly digit: number; readonly addend?: NodeId },
    { low, high }: { readonly low: number; readonly high: number },
  ): Signal {
    return this.variable({ kind: 'row', ...row }, { low, high }, `row ${JSON.stringify(row)}`);
  }

  /** `a b`, and an addend if there is one, in a DSP block of its own; b may be a constant, a is none. */
  multiplyAdd(a: Signal, b: Signal, addend?: Signal): Signal {
    const key = JSON.stringify([a, b, addend]);
    const value = this.productForm(a, b);
    const product = this.define(`product ${key}`, { kind: 'product', a, b }, value);
    const sum = addend
      ? addForms(this.forms[product], this.forms[addend.node], 2 ** addend.shift)
      : this.forms[product];
    const body = { kind: 'blockSum', product, ...(addend && { addend }), registers: noRegisters } as const;
    return { node: this.define(`block ${key}`, body, sum), shift: 0 };
  }

  /** Names the node of a signal for readers of the emitted code; the first name stays. */
  name({ node }: Signal, name: string): void {
    if (!this.names.has(node)) {
      this.names.set(node, name);
    }
  }

  /** The graph of everything that the outputs need, in a valid order. */
  finish(outputs: readonly Signal[]): AdderGraph {
    const names = this.nodes.map((_, node) => this.names.get(node));
    return pruneGraph({ nodes: this.nodes, outputs, names });
  }

  /** A multiple of a form where b is a constant, bounds else. */
  private productForm(a: Signal, b: Signal): LinearForm | { low: number; high: number } {
    const factor = this.nodes[b.node];
    return factor.kind === 'constant'
      ? addForms(zeroForm, this.forms[a.node], factor.value * 2 ** (a.shift + b.shift))
      : productBounds(this.bounds(a), this.bounds(b), a.node === b.node ? 'square' : 'product');
  }

  private addSum(terms: readonly Term[], shift: number): Signal {
    const form = terms.reduce(
      (sum, term) => addForms(sum, this.forms[term.node], (term.negative ? -1 : 1) * 2 ** term.shift),
      zeroForm,
    );
    if (form.variables.length === 0) {
      return this.constant(form.constant * 2 ** shift);
    }
    const key = `sum ${terms.map((term) => `${term.negative ? '-' : '+'}${term.node}<<${term.shift}`).join(' ')}`;
    return { node: this.define(key, { kind: 'sum', terms }, form), shift };
  }

  private variable(body: NodeBody, bounds: { low: number; high: number }, key: string): Signal {
    if (bounds.low === bounds.high) {
      return this.constant(bounds.low);
    }
    return { node: this.define(key, body, bounds), shift: 0 };
  }

  /** A number for each array of entries: those of one layer's tables are one array. */
  private numberOf(entries: readonly number[]): number {
    const known = this.tables.indexOf(entries);
    return known < 0 ? this.tables.push(entries) - 1 : known;
  }

  private define(key: string, body: NodeBody, value: LinearForm | { low: number; high: number }): NodeId {
    const existing = this.known.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const node = this.nodes.length;
    const bounds = 'variables' in value ? boundsOf(value, (variable) => this.nodes[variable]) : value;
    if (Math.max(-bounds.low, bounds.high) >= 2 ** 52) {
      throw new CodesignError(
        'hardware.tooWide',
        `A sum reaches ${bounds.low} ... ${bounds.high}, wider than the 53 bits that can be computed exactly; ` +
          'use fewer weight or activation bits.',
      );
    }
    this.nodes.push({ ...body, ...bounds } as GraphNode);
    this.forms.push('variables' in value ? value : variableForm(node));
    this.known.set(key, node);
    return node;
  }
}
