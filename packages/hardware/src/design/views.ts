import { windowIndices, type IntegerOperation, type IntegerProgram, type ValueId } from '@nx-codesign/ir';

/** Where an element of a value is computed: an element of the input or of a group's result, or a constant. */
export type ElementOrigin =
  { readonly value: ValueId; readonly element: number } | { readonly constant: number };

/**
 * Whether an operation is wiring alone: the same integers in another shape, as windows (which repeat elements, with
 * zeros around), or at another fraction.
 */
export function isView(operation: IntegerOperation): boolean {
  const { kind } = operation;
  return kind === 'reshape' || kind === 'window' || (kind === 'scale' && operation.multiplier === 1);
}

/** Follows elements through the views of a program to where they are computed. */
export class Views {
  private readonly indices = new Map<ValueId, Int32Array>();

  constructor(private readonly operations: IntegerProgram['operations']) {}

  /** An element of a value; one whose bounds are equal is a constant. */
  originOf(value: ValueId, element: number): ElementOrigin {
    const operation = this.operations[value];
    if (operation.low[element] === operation.high[element]) {
      return { constant: operation.low[element] };
    }
    switch (operation.kind) {
      case 'window':
        return this.originOf(operation.x, this.windowElement(value, element));
      case 'reshape':
        return this.originOf(operation.x, element);
      case 'scale':
        return operation.multiplier === 1 ? this.originOf(operation.x, element) : { value, element };
      default:
        return { value, element };
    }
  }

  /** The element of a window's operand that an element of its value is; -1 for a zero outside. */
  windowElement(value: ValueId, element: number): number {
    const known = this.indices.get(value);
    if (known) {
      return known[element];
    }
    const operation = this.operations[value];
    if (operation.kind !== 'window') {
      return element;
    }
    const indices = windowIndices(operation, this.operations[operation.x].shape);
    this.indices.set(value, indices);
    return indices[element];
  }
}
