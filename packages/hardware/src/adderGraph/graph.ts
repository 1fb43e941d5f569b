/** Index of a node in its graph; a node reads smaller indices only. */
export type NodeId = number;

/** The value of a node times `2^shift`, `shift >= 0`: wiring only. */
export interface Signal {
  readonly node: NodeId;
  readonly shift: number;
}

/** A summand of an adder. */
export interface Term extends Signal {
  readonly negative: boolean;
}

interface Bounds {
  /** Exact bounds of the node's integer. */
  readonly low: number;
  readonly high: number;
}

/** Registers inside a DSP block: of its operands, behind its multiplier, at its output. */
export interface BlockRegisters {
  readonly a: 0 | 1;
  readonly b: 0 | 1;
  readonly addend: 0 | 1;
  readonly product: 0 | 1;
  readonly result: 0 | 1;
}

export type GraphNode = Bounds &
  (
    | { readonly kind: 'input'; readonly element: number }
    | { readonly kind: 'constant'; readonly value: number }
    /** Sum of two or three terms. At least one term has shift 0 and at least one is positive. */
    | { readonly kind: 'sum'; readonly terms: readonly Term[] }
    /** `floor(x / 2^shift)`: wiring only. */
    | { readonly kind: 'slice'; readonly x: NodeId; readonly shift: number }
    /** `min(max(x, minimum), maximum)`. ReLU is a clamp whose maximum is never reached. */
    | { readonly kind: 'clamp'; readonly x: Signal; readonly minimum: number; readonly maximum: number }
    /** `x < 0 ? x : x * 2^slopeShift`. */
    | { readonly kind: 'leaky'; readonly x: Signal; readonly slopeShift: number }
    /** `entries[x - inputLow]`. */
    | {
        readonly kind: 'table';
        readonly x: Signal;
        readonly inputLow: number;
        readonly entries: readonly number[];
      }
    /** The larger of two values. */
    | { readonly kind: 'maximum'; readonly a: Signal; readonly b: Signal }
    /** `addend + d x 4^digit`, d the digit of y of that place (radix 4, `boothDigit`): a row of a multiplier of LUTs. */
    | {
        readonly kind: 'row';
        readonly x: NodeId;
        readonly y: NodeId;
        readonly digit: number;
        readonly addend?: NodeId;
      }
    /** `a b` in the multiplier of a DSP block, which only the block's own sum reads. */
    | { readonly kind: 'product'; readonly a: Signal; readonly b: Signal }
    /** What a DSP block gives: its product and an addend. */
    | {
        readonly kind: 'blockSum';
        readonly product: NodeId;
        readonly addend?: Signal;
        readonly registers: BlockRegisters;
      }
    /** The value of x one clock earlier: a step of a pipeline, no change of value. */
    | { readonly kind: 'register'; readonly x: NodeId }
  );

/** Straight-line integer arithmetic of one module. Element `i` of the result is `outputs[i]`. */
export interface AdderGraph {
  readonly nodes: readonly GraphNode[];
  readonly outputs: readonly Signal[];
  /** By node: what the value is called in the network (`dense1_3`), where it has a name. */
  readonly names: readonly (string | undefined)[];
}

/** The signals that a node reads. */
export function operandsOf(node: GraphNode): readonly Signal[] {
  switch (node.kind) {
    case 'input':
    case 'constant':
      return [];
    case 'sum':
      return node.terms;
    case 'slice':
    case 'register':
      return [{ node: node.x, shift: 0 }];
    case 'clamp':
    case 'leaky':
    case 'table':
      return [node.x];
    case 'maximum':
    case 'product':
      return [node.a, node.b];
    case 'row':
      return [node.x, node.y, ...present(node.addend)].map(whole);
    case 'blockSum':
      return [whole(node.product), ...present(node.addend)];
  }
}

function whole(node: NodeId): Signal {
  return { node, shift: 0 };
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
